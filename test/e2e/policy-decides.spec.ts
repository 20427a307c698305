import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { STORY_POLICY, tellStory } from '../support/story.js';

describe('the creditor’s policy decides, and says why', () => {
  const story = tellStory();

  it('leaves small, old, excluded and factored invoices alone, each with its reason', async () => {
    const company = await story.company({ startOn: '2025-12-01' });
    const excluded = company.customer();
    const factored = company.customer({ isFactoring: true });
    const housing = company.customer({ categories: [{ id: 71_001, name: 'Borettslag' }] });
    await story.api.put(`${company.creditor}/policy`, {
      ...STORY_POLICY,
      startOn: '2025-12-01',
      excludedCustomerNumbers: [String(excluded.number)],
      excludedCustomerGroups: ['Borettslag'],
    });
    const small = company.invoice('99.99');
    const enough = company.invoice('100.00');
    const old = company.invoice('1000.00', { date: '2025-06-02' });
    const never = company.invoice('1000.00', { customerId: excluded.id });
    const sold = company.invoice('1000.00', { customerId: factored.id });
    const grouped = company.invoice('1000.00', { customerId: housing.id });
    await company.pullNow();
    expect((await company.claims()).map(({ ledgerItemId }) => ledgerItemId)).toEqual([String(enough.id)]);
    expect(await company.openItem(small)).toMatchObject({
      decision: 'excluded',
      rule: 'below-minimum',
      explanation: 'The remaining NOK\u00a099.99 is below the minimum of NOK\u00a0100.00.',
    });
    expect(await company.openItem(never)).toMatchObject({ decision: 'excluded', rule: 'excluded-customer' });
    expect(await company.openItem(grouped)).toMatchObject({
      decision: 'excluded',
      rule: 'excluded-customer-group',
      explanation: "The customer group “Borettslag” is excluded by the creditor's rules.",
    });
    expect(await story.api.get(`${company.creditor}/customer-groups`)).toEqual([
      { group: 'Borettslag', customers: 1 },
    ]);
    // A program that knows nothing of groups leaves them as they are.
    await story.api.put(`${company.creditor}/policy`, { ...STORY_POLICY, graceDays: 1 });
    expect(await story.api.get(`${company.creditor}/policy`)).toMatchObject({
      graceDays: 1,
      excludedCustomerGroups: ['Borettslag'],
    });
    expect(await company.openItem(sold)).toMatchObject({ decision: 'review', rule: 'factored' });
    // What the start date leaves out is not even read.
    expect(await company.openItem(old)).toBeUndefined();
  });

  it('is asked again when it changes: what becomes a claim, and what is one no longer', async () => {
    const company = await story.company({
      approval: 'approve',
      minimums: [{ currency: 'NOK', amount: '500.00' }],
    });
    const small = company.invoice('400.00');
    const customer = company.customer();
    const large = company.invoice('4000.00', { customerId: customer.id });
    await company.pullNow();
    expect(await company.findClaim(small)).toBeUndefined();
    await story.api.put(`${company.creditor}/policy`, {
      ...STORY_POLICY,
      approval: 'approve',
      excludedCustomerNumbers: [String(customer.number)],
    });
    await company.pullNow();
    expect(await company.claimOf(small)).toMatchObject({ state: 'proposed', reason: { policyVersion: 2 } });
    const claim = await company.claimOf(large);
    expect(claim).toMatchObject({ state: 'withdrawn' });
    expect(claim.history.at(-1)).toMatchObject({ actor: 'system', detail: { rule: 'excluded-customer' } });

    await story.api.put(`${company.creditor}/policy`, { ...STORY_POLICY, approval: 'approve' });
    await company.pullNow();
    expect(await company.claimOf(large)).toMatchObject({ state: 'proposed' });
  });

  it('refuses a currency that nobody knows, by name, and keeps the rules in force', async () => {
    const company = await story.company();
    const policy = { ...STORY_POLICY, minimums: [{ currency: 'XTS', amount: '1.00' }] };
    expect(await refusal(story.api.put(`${company.creditor}/policy`, policy))).toMatchObject({
      status: 422,
      code: 'policy-refused',
      detail: expect.stringContaining('XTS'),
      consequence: 'The rules in force were not changed.',
    });
    expect(await story.api.get(`${company.creditor}/policy`)).toMatchObject({ version: 1 });
  });
});
