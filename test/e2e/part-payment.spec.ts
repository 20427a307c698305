import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the debtor pays the collector in parts', () => {
  const story = tellStory();

  it('books each part once, to the øre, and closes with the last', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();

    const parts = ['333.33', '333.33', '333.34'];
    const left = ['666.67', '333.34', '0.00'];
    for (const [index, amount] of parts.entries()) {
      const { writeBack } = await company.settlesAndBooks(invoice, { amount });
      expect(writeBack).toMatchObject({ state: 'verified', attempts: 1, amount: { amount } });
      expect(await company.claimOf(invoice)).toMatchObject({
        state: index === 2 ? 'closed' : 'in-collection',
        outstanding: { amount: left[index] },
      });
      expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: left[index] });
      expect(company.ledgerOf(invoice).ours).toHaveLength(index + 1);
    }
    // The ledger shows the hub its own bookings now, and they do not count a second time.
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      holdReason: null,
      paid: { amount: '1000.00' },
      overpaid: { amount: '0.00' },
    });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });
  });

  it('books only the principal: interest and fees are the collector’s', async () => {
    const company = await story.company();
    const invoice = company.invoice('2000.00');
    await company.pullNow();
    const { settlement, writeBack } = await company.settlesAndBooks(invoice, {
      principal: '750.00',
      interest: '41.07',
      fees: '350.00',
    });
    expect(settlement).toMatchObject({
      principal: '750.00',
      interest: '41.07',
      fees: '350.00',
      surplus: '0.00',
    });
    expect(writeBack).toMatchObject({ state: 'verified', amount: { amount: '750.00' } });
    expect(await company.claimOf(invoice)).toMatchObject({ outstanding: { amount: '1250.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '1250.00' });
  });

  it('waits for a person where each booking is to be approved', async () => {
    const company = await story.company({}, { writeBackMode: 'approve' });
    const invoice = company.invoice('700.00');
    await company.pullNow();
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '200.00' });
    expect(writeBack).toMatchObject({ state: 'proposed', attempts: 0 });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '700.00', ours: [] });

    await story.api.post(`${company.creditor}/write-backs/approve`, { ids: [writeBack.id] });
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '500.00' });
  });
});
