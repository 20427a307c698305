import { describe, expect, it } from '@jest/globals';
import { addDays } from '@app/domain';
import { tellStory } from '../support/story.js';

describe('an invoice that is not a claim yet', () => {
  const story = tellStory();

  it('tells the day, and becomes a claim by itself on that day and not before', async () => {
    const company = await story.company();
    const invoice = company.invoice('990.00', { date: '2026-02-10', dueDate: '2026-02-24' });
    await company.pullNow();
    expect(await company.openItem(invoice)).toMatchObject({
      decision: 'not-yet',
      rule: 'grace-period',
      changesOn: '2026-03-11',
      explanation: expect.stringMatching(
        /^Due on 24.February.2026; the creditor waits for 14 days\. The answer changes on 11.March.2026\.$/,
      ),
    });
    expect(await company.claims()).toEqual([]);

    // 10 March, 22:30 in Norway.
    story.later({ days: 8, minutes: 12 * 60 + 30 });
    await story.quiet();
    expect(story.today).toBe('2026-03-10');
    expect(await company.claims()).toEqual([]);

    story.later({ minutes: 120 });
    await story.quiet();
    expect(story.today).toBe('2026-03-11');
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      outstanding: { amount: '990.00' },
      reason: { rule: 'overdue' },
    });
  });

  it('waits for the due day, for the creditor’s postponement, and for the end of neither of them twice', async () => {
    const company = await story.company();
    const start = story.today;
    const notDue = company.invoice('100.00', { date: start, dueDate: addDays(start, 10) });
    const postponed = company.invoice('200.00');
    const { bookkeeper } = story.simulator;
    bookkeeper.changeInvoice(company.companyId, postponed.id, { postponeRemindersTo: addDays(start, 5) });
    await company.pullNow();
    expect(await company.openItem(notDue)).toMatchObject({ rule: 'not-due', decision: 'not-yet' });
    expect(await company.openItem(postponed)).toMatchObject({
      rule: 'postponed',
      decision: 'not-yet',
      changesOn: addDays(start, 5),
    });
    story.later({ days: 5 });
    await story.quiet();
    expect((await company.claims()).map(({ ledgerItemId }) => ledgerItemId)).toEqual([String(postponed.id)]);
  });

  it('stops a claim in collection for as long as the creditor postpones it', async () => {
    const company = await story.company();
    const invoice = company.invoice('300.00');
    await company.pullNow();
    const { bookkeeper } = story.simulator;
    bookkeeper.changeInvoice(company.companyId, invoice.id, { postponeRemindersTo: addDays(story.today, 3) });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: 'ledger-hold',
    });
    expect(await company.collected(invoice)).toMatchObject({ state: 'paused' });
    story.later({ days: 3 });
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection', holdReason: null });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open' });
  });
});
