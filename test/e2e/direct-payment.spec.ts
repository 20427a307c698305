import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the debtor pays the creditor directly', () => {
  const story = tellStory();

  it('closes the claim, tells the pipeline, and books nothing of our own', async () => {
    const company = await story.company();
    const invoice = company.invoice('8400.25');
    await company.pullNow();

    company.paysDirectly(invoice, '8400.25');
    const run = await company.pullNow();

    expect(run).toMatchObject({ kind: 'incremental', itemsChanged: 1 });
    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({
      state: 'closed',
      paid: { amount: '8400.25' },
      outstanding: { amount: '0.00' },
      overpaid: { amount: '0.00' },
    });
    expect(claim.history.map(({ kind }) => kind)).toEqual([
      'created',
      'in-collection',
      'balance-changed',
      'closed',
    ]);
    expect(claim.history[2]).toMatchObject({
      detail: { paidMinor: '840025', outstandingMinor: '0' },
      actor: 'system',
    });
    expect(await company.collected(invoice)).toMatchObject({
      state: 'closed',
      outstanding: '0.00',
      messages: ['hand-over', 'direct-payment'],
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00', ours: [] });
    expect(await company.writeBacks()).toEqual([]);
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });
  });

  it('counts a part of it, and collects the rest', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();

    company.paysDirectly(invoice, '333.33');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      paid: { amount: '333.33' },
      outstanding: { amount: '666.67' },
    });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open', outstanding: '666.67' });

    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '666.67' });
    expect(writeBack).toMatchObject({ state: 'verified', amount: { amount: '666.67' } });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1000.00' } });
    const { outstanding, payments, ours } = company.ledgerOf(invoice);
    expect([outstanding, payments.length, ours.length]).toEqual(['0.00', 2, 1]);
  });

  it('counts what was paid before the claim was made', async () => {
    const company = await story.company();
    const invoice = company.invoice('500.00');
    company.paysDirectly(invoice, '120.50');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      principal: { amount: '500.00' },
      paid: { amount: '120.50' },
      outstanding: { amount: '379.50' },
    });
    expect(await company.collected(invoice)).toMatchObject({ outstanding: '379.50' });
  });

  it('is not counted twice when it is read twice, nor when a settlement comes in between', async () => {
    const company = await story.company();
    const invoice = company.invoice('900.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '300.00' });
    company.paysDirectly(invoice, '300.00');
    await company.pullNow();
    story.later({ days: 1 });
    expect(await company.pullNow()).toMatchObject({ kind: 'full' });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      paid: { amount: '600.00' },
      outstanding: { amount: '300.00' },
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '300.00' });
  });
});
