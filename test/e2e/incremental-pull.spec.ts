import { describe, expect, it } from '@jest/globals';
import { type Story, tellStory } from '../support/story.js';
import type { StoryCompany } from '../support/story-company.js';

describe('pulls after the first', () => {
  const story = tellStory();

  it('read less, and write no claim when nothing has changed', async () => {
    const company = await story.company();
    const customer = company.customer();
    const old = Array.from({ length: 40 }, () =>
      company.invoice('500.00', { customerId: customer.id, date: '2025-06-02' }),
    );
    for (const invoice of old.slice(3)) company.paysDirectly(invoice, '500.00');
    const recent = company.invoice('700.00');
    expect(await company.pullNow()).toMatchObject({ kind: 'full', recordsRead: 41, itemsNew: 4 });
    expect(await company.claims()).toHaveLength(4);

    const before = await written(story, company);
    story.simulator.checkpoint();
    expect(await company.pullNow()).toMatchObject({
      kind: 'incremental',
      recordsRead: 1,
      itemsNew: 0,
      itemsChanged: 0,
    });
    expect(await written(story, company)).toEqual(before);
    expect((await company.runs())[0]).toMatchObject({ calls: story.simulator.requests().length });
    expect(await story.api.get(`${company.path}/call-budget`)).toMatchObject({
      // What the simulated vendor's headers tell.
      callsMax: 100_000,
      windowSeconds: 10,
      used: expect.any(Number),
      pausedUntil: null,
    });
    expect(await company.collected(recent)).toMatchObject({ messages: ['hand-over'] });

    // Nor does the daily full pull.
    story.later({ days: 1 });
    expect(await company.pullNow()).toMatchObject({
      kind: 'full',
      recordsRead: 41,
      itemsNew: 0,
      itemsChanged: 0,
    });
    expect(await written(story, company)).toEqual(before);
  });

  it('find a change of an invoice older than they list', async () => {
    const company = await story.company();
    const old = company.invoice('500.00', { date: '2025-06-02' });
    await company.pullNow();
    company.paysDirectly(old, '200.00');
    expect(await company.pullNow()).toMatchObject({ kind: 'incremental', recordsRead: 0, itemsChanged: 1 });
    expect(await company.claimOf(old)).toMatchObject({ outstanding: { amount: '300.00' } });
  });

  it('find an invoice that was charged with an old date at the next full pull', async () => {
    const company = await story.company();
    company.invoice('500.00');
    await company.pullNow();
    const backdated = company.invoice('800.00', { date: '2025-06-02' });
    await company.pullNow();
    expect(await company.findClaim(backdated)).toBeUndefined();
    story.later({ days: 1 });
    await story.quiet();
    expect(await company.claimOf(backdated)).toMatchObject({ state: 'in-collection' });
  });
});

/** Every version of every claim, message and line of history: a write of any kind changes it. */
function written(story: Story, { creditorId }: StoryCompany): Promise<object[]> {
  return story.rows(
    `select 'claim' as what, id::text, xmin::text as version from claim where creditor_id = $1
     union all select 'message', claim_id || '/' || sequence, xmin::text from outbox_message where creditor_id = $1
     union all select 'event', claim_id || '/' || sequence, xmin::text from claim_event where creditor_id = $1
     order by 1, 2`,
    [creditorId],
  );
}
