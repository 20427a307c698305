import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('more is paid than was owed', () => {
  const story = tellStory();

  it('books the principal and keeps the surplus for the debtor when the collector got too much', async () => {
    const company = await story.company();
    const invoice = company.invoice('1500.00');
    await company.pullNow();
    const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount: '1750.25' });
    expect(settlement).toMatchObject({ principal: '1500.00', surplus: '250.25' });
    expect(writeBack).toMatchObject({ state: 'verified', amount: { amount: '1500.00' } });
    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({
      state: 'closed',
      paid: { amount: '1500.00' },
      outstanding: { amount: '0.00' },
    });
    expect(claim.history).toContainEqual(
      expect.objectContaining({
        kind: 'surplus-received',
        detail: expect.objectContaining({ surplusMinor: '25025', currency: 'NOK' }),
      }),
    );
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
    const { settlements } = await story.api.get<{ settlements: { id: string }[] }>(
      `${company.creditor}/settlements?surplus=yes`,
    );
    expect(settlements.map(({ id }) => id)).toEqual([settlement.id]);
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });

  it('never books more principal than is outstanding, whatever the pipeline calls principal', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '300.00');
    await company.pullNow();
    const { settlement, writeBack } = await company.settlesAndBooks(invoice, {
      principal: '1000.00',
      interest: '12.50',
      fees: '0.00',
    });
    expect(settlement).toMatchObject({ principal: '700.00', interest: '12.50', surplus: '300.00' });
    expect(writeBack).toMatchObject({ state: 'verified', amount: { amount: '700.00' } });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1000.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
  });

  it('holds the claim for a person when the creditor got too much', async () => {
    const company = await story.company();
    const invoice = company.invoice('1500.00');
    await company.pullNow();
    company.paysDirectly(invoice, '1600.00');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      holdReason: 'overpaid',
      holdDetail: 'More was paid than was owed; it belongs to the debtor.',
      paid: { amount: '1500.00' },
      outstanding: { amount: '0.00' },
      overpaid: { amount: '100.00' },
    });
    expect(await company.openItem(invoice)).toMatchObject({ decision: 'review', rule: 'overpaid' });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '-100.00', ours: [] });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });

  it('takes money for a closed claim wholly as surplus, books nothing, and asks a person', async () => {
    const company = await story.company();
    const invoice = company.invoice('600.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '600.00' });
    const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount: '600.00' });
    expect(settlement).toMatchObject({ principal: '0.00', surplus: '600.00' });
    expect(writeBack).toMatchObject({ state: 'not-needed', attempts: 0 });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', holdReason: 'overpaid' });
    expect(company.ledgerOf(invoice).ours).toHaveLength(1);
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
  });
});
