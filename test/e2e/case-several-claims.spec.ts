import { afterAll, describe, expect, it } from '@jest/globals';
import { CompanyCases, openPost } from '../support/case-story.js';
import { tellStory } from '../support/story.js';

const post = await openPost();

interface Settled {
  readonly claimId: string;
  readonly principal: string;
  readonly surplus: string;
  readonly passedOn: string;
  readonly passedOnFrom: string | null;
  readonly kind: string;
  readonly pipelineReference: string;
  readonly writeBack: { readonly state: string };
}

describe('a case with several claims', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  it('counts what one claim does not owe on the next one, each booked once, and takes both back together', async () => {
    const company = await story.company();
    const cases = new CompanyCases(story, company);
    await cases.takeOver();
    const customerId = company.customer({ name: 'Prøve Testesen', email: 'prove@debtor.example' }).id;
    const first = company.invoice('1000.00', { customerId });
    const second = company.invoice('500.00', { customerId });
    await company.pullNow();
    await cases.pass();
    const file = await cases.of(first);
    expect((await cases.of(second)).id).toBe(file.id);
    expect(file.owed.principal.amount).toBe('1500.00');

    const { settlement } = await company.settlesAndBooks(first, { amount: '1200.00' });
    expect(settlement).toMatchObject({ principal: '1000.00', surplus: '0.00', passedOn: '200.00' });
    const listed = () =>
      story.api
        .get<{ settlements: Settled[] }>(`${company.creditor}/settlements`)
        .then(({ settlements }) => settlements);
    const all = await listed();
    expect(all).toHaveLength(2);
    const paid = all.find(({ passedOnFrom }) => passedOnFrom === null);
    const passedOn = all.find(({ passedOnFrom }) => passedOnFrom !== null);
    expect(passedOn).toMatchObject({
      claimId: (await company.claimOf(second)).id,
      principal: '200.00',
      passedOnFrom: paid?.pipelineReference,
      writeBack: { state: 'verified' },
    });
    expect(company.ledgerOf(first)).toMatchObject({ outstanding: '0.00' });
    expect(company.ledgerOf(second)).toMatchObject({ outstanding: '300.00' });
    expect(await cases.of(first)).toMatchObject({ state: 'open', owed: { principal: { amount: '300.00' } } });

    // More than the whole case owes waits for a person.
    const rest = await company.settlesAndBooks(first, { amount: '350.00' });
    expect(rest.settlement).toMatchObject({ principal: '0.00', passedOn: '300.00', surplus: '50.00' });
    expect(company.ledgerOf(second)).toMatchObject({ outstanding: '0.00' });
    expect(await cases.of(first)).toMatchObject({ state: 'closed', overpaid: { amount: '50.00' } });

    const reverses = paid?.pipelineReference ?? '';
    const part = { kind: 'reversal', reverses: passedOn?.pipelineReference ?? '' };
    await expect(company.settles(second, part)).rejects.toThrow('422');
    await company.settlesAndBooks(first, { kind: 'reversal', reverses });
    expect(company.ledgerOf(first)).toMatchObject({ outstanding: '1000.00' });
    expect(company.ledgerOf(second)).toMatchObject({ outstanding: '200.00' });
    expect(await cases.of(first)).toMatchObject({
      state: 'open',
      owed: { principal: { amount: '1200.00' } },
    });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  }, 120_000);
});
