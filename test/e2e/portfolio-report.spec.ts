import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../support/case-story.js';
import { A_PERSON, CollectionStory } from '../support/collection-story.js';
import { tellStory } from '../support/story.js';

interface Report {
  readonly currencies: readonly {
    readonly ages: readonly { readonly cases: number; readonly principal: { readonly amount: string } }[];
    readonly cohorts: readonly {
      readonly cases: number;
      readonly paidCases: number;
      readonly paidBeforeLegal: number;
      readonly medianDaysToPayment: number | null;
      readonly recovered: readonly { readonly amount: string }[];
    }[];
    readonly costs: { readonly charged: { readonly amount: string } };
  }[];
}

const post = await openPost();

describe('how a creditor’s cases do', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  it('counts who owes and who has paid, and not what another creditor has', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver();
    const owner = (name: string) => ({ customerId: company.customer({ ...A_PERSON, name }).id });
    const paid = company.invoice('1200.00', owner('Prøve Testesen'));
    company.invoice('800.00', owner('Prøve Eksempelsen'));
    await company.pullNow();
    await cases.until(paid, 'reminder');
    const path = `${company.creditor}/reports/portfolio`;
    const before = (await story.api.get<Report>(path)).currencies[0];
    expect(before?.ages).toMatchObject([{ cases: 2, principal: { amount: '2000.00' } }]);

    const { total } = await cases.owes(paid);
    await company.settlesAndBooks(paid, { amount: total });
    const { currencies } = await story.api.get<Report>(path);
    expect(currencies).toHaveLength(1);
    expect(currencies[0]?.ages).toMatchObject([{ cases: 1, principal: { amount: '800.00' } }]);
    const [cohort, ...others] = currencies[0]?.cohorts ?? [];
    expect(others).toEqual([]);
    expect(cohort).toMatchObject({ cases: 2, paidCases: 1, paidBeforeLegal: 1 });
    expect(cohort?.medianDaysToPayment).toBeGreaterThan(0);
    expect(cohort?.recovered.at(-1)?.amount).toBe('1200.00');

    const other = await story.company();
    const nothing = await story.api.get<Report>(`${other.creditor}/reports/portfolio`);
    expect(nothing.currencies).toEqual([]);
  }, 240_000);
});
