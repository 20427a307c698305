import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { tellStory } from '../support/story.js';

describe('an invoice in another currency than the books', () => {
  const story = tellStory();

  it('is demanded and settled in its own currency, and booked with what the bank made of it', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00', { currency: 'EUR' });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      principal: { amount: '1000.00', currency: 'EUR' },
      outstanding: { amount: '1000.00', currency: 'EUR' },
    });
    expect(await company.collected(invoice)).toMatchObject({ handedOver: { currency: 'EUR' } });

    const { settlement, writeBack } = await company.settlesAndBooks(invoice, {
      amount: '1000.00',
      principalInBooks: '11733.37',
    });
    expect(settlement).toMatchObject({ principal: '1000.00', principalInBooks: '11733.37' });
    expect(writeBack).toMatchObject({ state: 'verified', amount: { amount: '1000.00', currency: 'EUR' } });
    const { outstanding, ours } = company.ledgerOf(invoice);
    expect(outstanding).toBe('0.00');
    expect(ours).toHaveLength(1);
    // The rest of the claim's value in kroner is the ledger's own exchange difference.
    expect(ours[0]?.postings).toContainEqual(expect.objectContaining({ account: 1579, amount: '11733.37' }));
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1000.00' } });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });
  });

  it('is settled in parts, each at its own day’s rate', async () => {
    const company = await story.company();
    const invoice = company.invoice('900.00', { currency: 'SEK' });
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '299.99', principalInBooks: '305.11' });
    await company.settlesAndBooks(invoice, { amount: '600.01', principalInBooks: '599.20' });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      paid: { amount: '900.00', currency: 'SEK' },
    });
    const { outstanding, ours } = company.ledgerOf(invoice);
    expect([outstanding, ours.length]).toEqual(['0.00', 2]);
  });

  it('is refused without what the bank made of it: the hub never guesses a rate', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00', { currency: 'EUR' });
    await company.pullNow();
    const problem = await refusal(company.settles(invoice, { amount: '1000.00' }));
    expect(problem).toMatchObject({
      status: 422,
      code: 'settlement-unfit',
      fields: [{ field: 'principalInBooks', reason: expect.stringContaining('the claim is in EUR') }],
      consequence: 'The settlement was not taken in, and nothing was booked.',
    });
    expect(await company.claimOf(invoice)).toMatchObject({ outstanding: { amount: '1000.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '1000.00', payments: [] });
    expect(await company.writeBacks()).toEqual([]);
  });

  it('is refused in another currency than the claim’s, and in one that nobody knows', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00', { currency: 'EUR' });
    await company.pullNow();
    expect(await refusal(company.settles(invoice, { amount: '1000.00', currency: 'NOK' }))).toMatchObject({
      status: 422,
      fields: [{ field: 'currency', reason: 'is not the claim’s: the claim is in EUR' }],
    });
    expect(await refusal(company.settles(invoice, { amount: '1000.00', currency: 'XTS' }))).toMatchObject({
      status: 422,
      fields: [{ field: 'currency', reason: expect.stringContaining('XTS') }],
    });
  });
});
