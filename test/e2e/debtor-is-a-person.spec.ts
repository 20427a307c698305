import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { tellStory } from '../support/story.js';

describe('a debtor who is a person', () => {
  const story = tellStory();

  it('is handed over as a person, without an organisation number', async () => {
    const company = await story.company();
    const customer = company.customer({ name: 'Prøve Testesen', isPrivateIndividual: true });
    const invoice = company.invoice('1899.00', { customerId: customer.id });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    const { handedOver } = (await company.collected(invoice)) ?? {};
    expect(handedOver).toMatchObject({ debtor: { kind: 'person', name: 'Prøve Testesen' } });
    expect(handedOver?.['debtor']).not.toHaveProperty('organisationNumber');
  });

  it('waits for a person’s answer where the ledger does not say, then becomes a claim', async () => {
    const company = await story.company();
    const customer = company.customer({ name: 'Nordvik og Lie', organizationNumber: '' });
    const invoice = company.invoice('3250.75', { customerId: customer.id });
    await company.pullNow();
    const item = await company.openItem(invoice);
    expect(item).toMatchObject({
      decision: 'review',
      rule: 'debtor-kind-unknown',
      changesOn: null,
      explanation: expect.stringContaining('Someone at the creditor must answer.'),
    });
    expect(await company.claims()).toEqual([]);

    await story.api.put(`${company.path}/debtors/${item?.ledgerDebtorId}/kind`, { kind: 'person' });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      outstanding: { amount: '3250.75' },
    });
    expect(await company.collected(invoice)).toMatchObject({ handedOver: { debtor: { kind: 'person' } } });
    // The next invoice to the same debtor needs no second answer.
    const next = company.invoice('100.00', { customerId: customer.id });
    await company.pullNow();
    expect(await company.claimOf(next)).toMatchObject({ state: 'in-collection' });
  });

  it('refuses an answer about a debtor that nobody knows', async () => {
    const company = await story.company();
    const problem = await refusal(story.api.put(`${company.path}/debtors/4711/kind`, { kind: 'company' }));
    expect(problem).toMatchObject({ status: 404, code: 'debtor-not-found' });
  });
});
