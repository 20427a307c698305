import { describe, expect, it } from '@jest/globals';
import { tellAgencyStory } from '../support/agency-story.js';

describe('the agency cannot be reached', () => {
  const agency = tellAgencyStory();
  const { story, simulator } = agency;

  it('nothing is lost and nothing comes twice: claims wait, and go out when it is back', async () => {
    const company = await agency.company();
    const first = company.invoice('1000.00');
    await company.pullNow();
    await agency.down();
    const second = company.invoice('2000.00');
    await company.order(first, 'pause');
    await company.pullNow();
    story.later({ minutes: 10 });
    await story.quiet();
    expect(await company.claimOf(second)).toMatchObject({ state: 'approved' });
    expect(await agency.answer()).toMatchObject({
      lastFailure: expect.stringContaining('could not be reached. The claims wait'),
    });
    const [waiting] = await story.rows<{ note: string; attempts: number }>(
      `select note, attempts from outbox_message where creditor_id = $1 and state = 'pending' and kind = 'hand-over'`,
      [company.creditorId],
    );
    expect(waiting?.note).toMatch(/^The agency Nordvik Inkasso AS could not be reached/);
    expect(waiting?.attempts).toBeGreaterThan(0);

    await agency.up();
    story.later({ minutes: 40 });
    await story.quiet();
    expect(await company.claimOf(second)).toMatchObject({ state: 'in-collection' });
    expect(await agency.caseOf(company, first)).toMatchObject({ state: 'paused' });
    expect(await agency.caseOf(company, second)).toMatchObject({ state: 'open', outstandingMinor: 200_000n });
    expect(await agency.answer()).toMatchObject({ lastFailure: null });
    expect(simulator.cases().filter(({ creditorId }) => creditorId === company.creditorId)).toHaveLength(2);
  });

  it.each([
    'answer-lost',
    'error-500-after-commit',
    'truncated-json',
    'connection-reset',
    'rate-limited',
  ] as const)('has each claim once after %s', async (kind) => {
    const company = await agency.company();
    const invoices = ['1000.00', '2000.00', '3000.00'].map((amount) => company.invoice(amount));
    simulator.faults.install({ operation: 'POST /v1/messages', kind });
    await company.pullNow();
    story.later({ minutes: 40 });
    await story.quiet();
    simulator.faults.clear();
    for (const invoice of invoices)
      expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    const cases = simulator.cases().filter(({ creditorId }) => creditorId === company.creditorId);
    expect(cases).toHaveLength(3);
    expect(new Set(cases.map(({ claimId }) => claimId)).size).toBe(3);
  });

  it('keeps money that came before anybody knew of the hand-over', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    simulator.faults.install({ operation: 'POST /v1/messages', kind: 'answer-lost' });
    await company.pullNow();
    const { id, state } = await company.claimOf(invoice);
    expect(state).toBe('approved');
    simulator.pays(id, { principalMinor: 30_000n });
    simulator.rejects(id, 'The rest is disputed.');
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'approved', paid: { amount: '300.00' } });
    // First the hand-over is found at the agency; then the event that waits for it is looked at again.
    for (let turn = 0; turn < 2; turn += 1) {
      story.later({ minutes: 5 });
      await story.quiet();
    }
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'rejected',
      paid: { amount: '300.00' },
      outstanding: { amount: '700.00' },
    });
    expect(await agency.events()).toEqual([]);
  });

  it('keeps what the built-in pipeline has from nothing', async () => {
    const company = await story.company();
    const old = company.invoice('1000.00');
    await company.pullNow();
    await agency.chooses(company, agency.id);
    const fresh = company.invoice('2000.00');
    await company.pullNow();
    await agency.down();
    await company.order(old, 'pause');
    await company.order(fresh, 'pause');
    await story.quiet();
    expect(await company.collected(old)).toMatchObject({ state: 'paused' });
    expect(await agency.caseOf(company, fresh)).toMatchObject({ state: 'open' });
    await agency.up();
    story.later({ minutes: 5 });
    await story.quiet();
    expect(await agency.caseOf(company, fresh)).toMatchObject({ state: 'paused' });
  });

  it('reads its events from the first again when it has forgotten where it was, and counts them once', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    simulator.pays(id, { principalMinor: 10_000n });
    await agency.webhooks();
    await agency.poll();
    await story.rows(`update agency set feed_cursor = 'at-999999' where id = $1 returning 1`, [agency.id]);
    simulator.webhookFault({ kind: 'lost', times: 2 });
    simulator.pays(id);
    await agency.poll();
    expect(company.ledgerOf(invoice).ours).toHaveLength(2);
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '0.00' } });
    expect(await agency.answer()).toMatchObject({ lastFailure: null });
  });

  it('reads its events on where it stopped', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    await agency.webhooks();
    simulator.webhookFault({ kind: 'lost', times: 2 });
    simulator.faults.install({ operation: 'GET /v1/events', kind: 'error-500', times: 1 });
    simulator.pays(id);
    await agency.poll();
    expect(await agency.answer()).toMatchObject({ lastFailure: expect.stringContaining('status 500') });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    await agency.poll();
    await agency.expectBooked(company, invoice);
    expect(await agency.answer()).toMatchObject({ lastFailure: null });
  });

  it('mischief of all kinds, by seed, ends as if there had been none', async () => {
    const company = await agency.company();
    const invoices = Array.from({ length: 12 }, (_, index) => company.invoice(`${1_000 + index}.00`));
    for (const kind of ['error-500', 'answer-lost', 'rate-limited', 'connection-reset'] as const)
      simulator.faults.install({ operation: '*', kind, times: 4, probability: 0.4 });
    for (const kind of ['lost', 'duplicate', 'reordered', 'wrong-signature', 'old-timestamp'] as const)
      simulator.webhookFault({ kind, times: 6, probability: 0.3 });
    await company.pullNow();
    for (let round = 0; round < 6; round += 1) {
      story.later({ minutes: 40 });
      await agency.webhooks();
    }
    for (const invoice of invoices) simulator.pays((await company.claimOf(invoice)).id);
    for (let round = 0; round < 6; round += 1) {
      story.later({ minutes: 40 });
      await agency.webhooks();
    }
    for (const invoice of invoices) {
      expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '0.00' } });
      expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
      expect(company.ledgerOf(invoice).ours).toHaveLength(1);
    }
    expect(await agency.events()).toEqual([]);
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 12, differences: 0 });
  });
});
