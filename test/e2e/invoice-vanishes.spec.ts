import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('an invoice vanishes from the ledger', () => {
  const story = tellStory();

  it('is held for a person and never taken as paid; when it comes back, the claim goes on', async () => {
    const company = await story.company();
    const invoice = company.invoice('5000.00');
    await company.pullNow();

    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, { isHidden: true });
    const run = await company.pullNow();
    expect(run).toMatchObject({ itemsMissing: 1 });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: 'vanished',
      holdDetail: expect.stringContaining('no longer in the ledger'),
      paid: { amount: '0.00' },
      outstanding: { amount: '5000.00' },
    });
    expect(await company.openItem(invoice)).toMatchObject({ decision: 'review', rule: 'vanished' });
    expect(await company.collected(invoice)).toMatchObject({ state: 'paused', outstanding: '5000.00' });
    expect((await company.reconcile()).found).toMatchObject([{ kind: 'item-gone', ledger: null }]);

    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, { isHidden: false });
    await company.pullNow();
    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      outstanding: { amount: '5000.00' },
    });
    expect(claim.history.map(({ kind }) => kind)).toEqual(['created', 'in-collection', 'held', 'released']);
    expect(await company.collected(invoice)).toMatchObject({
      state: 'open',
      messages: ['hand-over', 'pause', 'resume'],
    });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });

  it('stays held for good when it was deleted, also after a full pull', async () => {
    const company = await story.company();
    const invoice = company.invoice('610.00');
    const kept = company.invoice('620.00');
    await company.pullNow();
    story.simulator.bookkeeper.removeInvoice(company.companyId, invoice.id);
    await company.pullNow();
    story.later({ days: 1 });
    expect(await company.pullNow()).toMatchObject({ kind: 'full', itemsMissing: 0 });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: 'vanished',
      outstanding: { amount: '610.00' },
    });
    expect(await company.claimOf(kept)).toMatchObject({ state: 'in-collection', holdReason: null });
  });

  it('is never handed over when it vanishes before', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('700.00');
    await company.pullNow();
    story.simulator.bookkeeper.removeInvoice(company.companyId, invoice.id);
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'approved', holdReason: 'vanished' });
    expect(await company.collected(invoice)).toBeUndefined();
  });
});
