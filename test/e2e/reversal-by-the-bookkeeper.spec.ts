import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the bookkeeper takes our posting back in the ledger', () => {
  const story = tellStory();

  async function settledAndTakenBack() {
    const company = await story.company();
    const invoice = company.invoice('2750.00');
    await company.pullNow();
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '2750.00' });
    company.reverses(Number(writeBack.posting?.voucherId));
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '2750.00', payments: [] });
    return { company, invoice, writeBack };
  }

  it('keeps the debtor’s payment, holds the claim for a person, and never books again by itself', async () => {
    const { company, invoice, writeBack } = await settledAndTakenBack();
    await company.pullNow();
    await story.night();
    expect(await company.writeBack(writeBack.id)).toMatchObject({
      state: 'reversed',
      attempts: 1,
      remedy: expect.stringContaining('Ask the creditor why the booking was taken back.'),
    });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      holdReason: 'reopened',
      paid: { amount: '2750.00' },
      outstanding: { amount: '0.00' },
    });
    const found = await company.reconcile();
    expect(found).toMatchObject({ claimsCompared: 1, differences: 1 });
    expect(found.found).toMatchObject([{ kind: 'reversed-posting', ledger: '2750.00', expected: '0.00' }]);
    await company.pullNow();
    await story.night();
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '2750.00', payments: [] });
  });

  it('books anew when a person orders it', async () => {
    const { company, invoice, writeBack } = await settledAndTakenBack();
    await story.night();
    await story.api.post(`${company.creditor}/write-backs/${writeBack.id}/retry`, {});
    await story.quiet();
    const again = await company.writeBack(writeBack.id);
    expect(again).toMatchObject({ state: 'verified' });
    expect(again.posting?.voucherId).not.toBe(writeBack.posting?.voucherId);
    const { outstanding, ours } = company.ledgerOf(invoice);
    expect(outstanding).toBe('0.00');
    expect(ours.map(({ id }) => String(id))).toEqual([again.posting?.voucherId]);
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });
});
