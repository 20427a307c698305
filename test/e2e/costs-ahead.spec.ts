import { describe, expect, it } from '@jest/globals';
import { tellAgencyStory } from '../support/agency-story.js';
import { ProblemAnswer } from '../support/hub-api.js';
import type { Named } from '../support/hub-company.js';
import type { StoryCompany } from '../support/story-company.js';

interface Costs {
  readonly state: string;
  readonly standing: string;
  readonly steps: readonly {
    readonly step: string;
    readonly earliestOn: string;
    readonly added: { readonly amount: string } | null;
    readonly total: { readonly amount: string; readonly currency: string } | null;
  }[];
  readonly stoppedBy: string | null;
  readonly explanation: string;
}

describe('what an invoice will cost its debtor', () => {
  const agency = tellAgencyStory();
  const { story } = agency;

  const costsOf = (company: StoryCompany, invoice: Named, language = 'en'): Promise<Costs> =>
    story.api.get(`${company.path}/open-items/${invoice.id}/costs-ahead?language=${language}`);

  it('is told before anybody approves it, by the steps of the creditor’s own road', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1500.00', {
      customerId: company.customer({ isPrivateIndividual: true }).id,
    });
    await company.pullNow();
    const costs = await costsOf(company, invoice);
    expect(costs).toMatchObject({ state: 'ahead', standing: 'consumer', stoppedBy: null });
    expect(costs.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['friendly-reminder', 'reminder', 'collection-notice', 'demand', 'higher-fee']),
    );
    expect(costs.steps[0]).toMatchObject({ step: 'friendly-reminder', added: { amount: '0.00' } });
    expect(costs.steps.at(-1)?.total).toEqual({ amount: '600.00', currency: 'NOK' });
    expect(costs.steps.every(({ earliestOn }) => earliestOn >= story.today)).toBe(true);
    expect((await costsOf(company, invoice, 'nb')).explanation).toContain('Renter kommer i tillegg');
  });

  it('begins no earlier than the day on which it becomes a claim', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1500.00', { dueDate: story.today });
    await company.pullNow();
    const item = await company.openItem(invoice);
    expect(item).toMatchObject({ decision: 'not-yet' });
    const { state, steps } = await costsOf(company, invoice);
    expect(state).toBe('ahead');
    expect(String(steps[0]?.earliestOn) >= String(item?.changesOn)).toBe(true);
  });

  it('is not made up: the case tells it once it is in collection, an agency has prices of its own, and no claim costs nothing', async () => {
    const company = await story.company();
    const [invoice, small] = [company.invoice('1500.00'), company.invoice('1.00')];
    await company.pullNow();
    expect(await costsOf(company, invoice)).toMatchObject({ state: 'under-way', steps: [] });
    expect(await costsOf(company, small)).toMatchObject({ state: 'not-a-claim', steps: [] });
    const elsewhere = await agency.company({ approval: 'approve' });
    const theirs = elsewhere.invoice('1500.00');
    await elsewhere.pullNow();
    const answer = await costsOf(elsewhere, theirs);
    expect(answer).toMatchObject({ state: 'agency', steps: [] });
    expect(answer.explanation).toContain('prices are not known');
    await expect(costsOf(company, { id: '999999' })).rejects.toThrow(ProblemAnswer);
  });
});
