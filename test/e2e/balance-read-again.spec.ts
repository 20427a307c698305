import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the balance is read again right before the hand-over', () => {
  const story = tellStory();

  it('never hands over what was paid between pull and approval', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '1000.00');
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      paid: { amount: '1000.00' },
      outstanding: { amount: '0.00' },
    });
    expect(await company.collected(invoice)).toBeUndefined();
  });

  it('hands over only what is left', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '400.01');
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      paid: { amount: '400.01' },
    });
    expect(await company.collected(invoice)).toMatchObject({
      outstanding: '599.99',
      handedOver: { principalMinor: '100000', outstandingMinor: '59999' },
      messages: ['hand-over'],
    });
  });

  it('takes a claim back that the ledger has put on hold meanwhile', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const until = '2026-06-01';
    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, { postponeRemindersTo: until });
    await company.order(invoice, 'approve');
    await story.quiet();
    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({ state: 'withdrawn' });
    expect(claim.history.at(-1)).toMatchObject({
      actor: 'system',
      detail: { rule: 'postponed', inputs: { until } },
    });
    expect(await company.collected(invoice)).toBeUndefined();
  });

  it('lets the claim wait while the ledger is silent, then hands it over once', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await story.ledgerDown();
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'approved', holdReason: null });
    expect(await company.collected(invoice)).toBeUndefined();
    expect(await company.connection()).toMatchObject({ state: 'active' });

    await story.ledgerUp();
    story.later({ minutes: 2 });
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await company.collected(invoice)).toMatchObject({
      outstanding: '1000.00',
      messages: ['hand-over'],
    });
  });
});
