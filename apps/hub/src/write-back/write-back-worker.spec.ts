import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConnectionBlockedError, type WriteBack } from '@app/connectors';
import type { LedgerItemId, LedgerPosting } from '@app/domain';
import { WriteBackBench } from './testing/write-back-bench.js';
import { STANDARD_TIMINGS } from './write-back-timings.js';

describe('WriteBackWorker', () => {
  let bench: WriteBackBench;
  beforeAll(async () => {
    bench = await WriteBackBench.open();
  });
  afterAll(() => bench.close());

  const channel = (more: Partial<WriteBack>): WriteBack => {
    const { ledger } = bench;
    return {
      landsWithinMs: ledger.landsWithinMs,
      targets: () => ledger.targets(),
      prepare: (i) => ledger.prepare(i),
      post: (i, b) => ledger.post(i, b),
      find: (i, b) => ledger.find(i, b),
      verify: (i, p) => ledger.verify(i, p),
      ...more,
    };
  };
  const show = async (item: LedgerItemId, posting: LedgerPosting): Promise<void> => {
    await bench.database.asCreditor(bench.creditorId, async (tx) => {
      await tx.query(
        `insert into ledger_movement (creditor_id, connection_id, posting_id, ledger_item_id, kind, booked_on, currency,
           change_minor, first_seen_at) values ($1, $2, $3, $4, 'payment', $5, 'NOK', $6, $7)`,
        [
          bench.creditorId,
          bench.connectionId,
          posting.postingId,
          item,
          posting.bookedOn,
          posting.change.minor,
          bench.clock.now(),
        ],
      );
      await bench.recount.recountItem(tx, bench.connectionId, item);
    });
  };

  it('sends, stores and verifies in one go, with a line of history for each', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    await bench.drain();
    expect(await bench.writeBackOf(id)).toMatchObject({ state: 'verified', attempts: 1 });
    expect(bench.ledger.postings(item)).toHaveLength(1);
    expect(await bench.events(claimId)).toEqual(
      expect.arrayContaining(['write-back-sending', 'write-back-booked', 'write-back-verified']),
    );
  });

  it('is not fooled by the echo of its own booking, whether it is pulled before or after the answer', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    bench.ledger.moods = ['answer-lost'];
    await bench.drain();
    expect((await bench.writeBackOf(id)).state).toBe('being-confirmed');
    const [posting] = bench.ledger.postings(item);
    await show(item, posting as LedgerPosting);
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 60_000n });
    expect((await bench.runToQuiet(id)).state).toBe('verified');
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 60_000n });
  });

  it('counts a payment that came meanwhile as the debtor’s own, once absence of ours is proven', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    bench.ledger.moods = ['never-arrives'];
    await bench.drain();
    await show(item, bench.ledger.bookDirectly(item, 10_000n));
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 60_000n });
    expect((await bench.runToQuiet(id)).state).toBe('verified');
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 50_000n });
  });

  it('does not look for a call that another process may still be making', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    const answer = Promise.withResolvers<void>();
    const sent = Promise.withResolvers<void>();
    const slow = channel({
      post: async (instruction, baseline) => {
        sent.resolve();
        await answer.promise;
        return bench.ledger.post(instruction, baseline);
      },
    });
    const first = bench.drain(bench.worker(bench.database, slow));
    await sent.promise;
    bench.clock.advanceMs(STANDARD_TIMINGS.endsWithinMs - 1_000);
    expect(await bench.drain()).toBe(0);
    answer.resolve();
    await first;
    expect((await bench.writeBackOf(id)).state).toBe('verified');
    expect(bench.ledger.postings(item)).toHaveLength(1);
  });

  it('sends nothing when the process slept between storing and sending', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    const sleepy = Object.create(bench.database, {
      asCreditor: {
        value: async (...given: Parameters<typeof bench.database.asCreditor>) => {
          const result = await bench.database.asCreditor(...given);
          if ((await bench.writeBackOf(id)).state === 'sending') bench.clock.advanceMs(3_600_000);
          return result;
        },
      },
    });
    await bench.drain(bench.worker(sleepy));
    expect(bench.ledger.postings(item)).toHaveLength(0);
    expect((await bench.runToQuiet(id)).state).toBe('verified');
    expect(bench.ledger.postings(item)).toHaveLength(1);
  });

  it('waits for a ledger that books later, counts its booking once, and has a person match it', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    bench.ledger.moods = ['books-later'];
    await bench.drain();
    const taken = await bench.writeBackOf(id);
    expect(taken).toMatchObject({ state: 'being-confirmed', attempts: 1, posting: null });
    expect(taken.note).toMatch(/taken it in/);
    bench.clock.advanceMs(35 * 60_000);
    await bench.drain();
    expect(await bench.writeBackOf(id)).toMatchObject({ state: 'being-confirmed', attempts: 1, absences: 0 });
    expect(bench.ledger.postings(item)).toHaveLength(0);
    bench.clock.advanceMs(10 * 60_000);
    const [posting] = bench.ledger.postings(item);
    bench.ledger.unmatched.add((posting as LedgerPosting).postingId);
    const row = await bench.runToQuiet(id);
    expect(row).toMatchObject({ state: 'needs-matching', attempts: 1, postingId: posting?.postingId });
    expect([row.note, row.remedy]).toEqual([
      expect.stringMatching(/not matched/),
      expect.stringMatching(/Match/),
    ]);
    bench.ledger.unmatched.clear();
    expect(await bench.worker().readAgain(row, bench.ledger, new AbortController().signal)).toBe('done');
    expect((await bench.writeBackOf(id)).state).toBe('verified');
    expect(bench.ledger.postings(item)).toHaveLength(1);
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 60_000n });
  });

  it('finds by itself what the ledger booked long after a person was asked', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    bench.ledger.moods = ['books-later'];
    bench.ledger.importsAfterMs = 60 * 3_600_000;
    for (let hour = 0; hour < 34; hour += 1) {
      await bench.drain();
      bench.clock.advanceMs(3_600_000);
    }
    const asked = await bench.writeBackOf(id);
    expect(asked).toMatchObject({ state: 'needs-matching', attempts: 1, posting: null });
    bench.clock.advanceMs(30 * 3_600_000);
    await bench.worker().readAgain(asked, bench.ledger, new AbortController().signal);
    expect((await bench.runToQuiet(id)).state).toBe('verified');
    expect(bench.ledger.postings(item)).toHaveLength(1);
    bench.ledger.importsAfterMs = 40 * 60_000;
  });

  it('has one booking per invoice on its way, and books the next one after it', async () => {
    const { claimId, item } = await bench.addClaim();
    const first = await bench.take(claimId, { amount: '100.00' });
    const second = await bench.take(claimId, { amount: '100.00' });
    bench.ledger.moods = ['answer-lost'];
    await bench.drain();
    const states = [(await bench.writeBackOf(first.id)).state, (await bench.writeBackOf(second.id)).state];
    expect(states.sort()).toEqual(['being-confirmed', 'planned']);
    await bench.runToQuiet(first.id);
    await bench.runToQuiet(second.id);
    expect(bench.ledger.postings(item)).toHaveLength(2);
    const ids = [
      (await bench.writeBackOf(first.id)).postingId,
      (await bench.writeBackOf(second.id)).postingId,
    ];
    expect(new Set(ids).size).toBe(2);
  });

  it('two workers at once book each settlement once', async () => {
    const claims = await Promise.all(Array.from({ length: 6 }, () => bench.addClaim()));
    for (const { claimId } of claims) await bench.take(claimId);
    await Promise.all([bench.drain(), bench.drain(), bench.drain()]);
    await bench.drain();
    for (const { item } of claims) expect(bench.ledger.postings(item)).toHaveLength(1);
  });

  it('leaves everything planned when the ledger refuses us, and goes on when a person has mended it', async () => {
    const { claimId } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    const refusing = channel({
      prepare: async () => {
        throw new ConnectionBlockedError('credentials-refused', 'The key was revoked.', 'Enter a new key.');
      },
    });
    await bench.drain(bench.worker(bench.database, refusing));
    expect(bench.blocked).toHaveLength(1);
    expect((await bench.writeBackOf(id)).state).toBe('planned');
    await bench.setConnection(`state = 'blocked'`);
    expect(await bench.drain()).toBe(0);
    await bench.setConnection(`state = 'active'`);
    expect((await bench.runToQuiet(id)).state).toBe('verified');
  });

  it('hands a refusal to a person with the ledger’s reason; ordered again, it is booked', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    const paid = bench.ledger.bookDirectly(item, 90_000n);
    await bench.drain();
    const refused = await bench.writeBackOf(id);
    expect(refused).toMatchObject({
      state: 'refused',
      refusalCode: 'less-outstanding',
      remedy: 'Look at the invoice.',
    });
    bench.ledger.remove(paid.postingId);
    await bench.writeBacks.order(bench.creditorId, refused.id, 'retry');
    expect((await bench.runToQuiet(id)).state).toBe('verified');
  });

  it('asks a person when two postings could be ours; the one they name is read back', async () => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId);
    bench.ledger.moods = ['answer-lost'];
    await bench.drain();
    bench.ledger.bookDirectly(item, 40_000n);
    const row = await bench.runToQuiet(id);
    expect(row.state).toBe('needs-matching');
    const order = bench.writeBacks.order(bench.creditorId, row.id, 'retry');
    await expect(order).rejects.toMatchObject({ problem: { status: 409, code: 'write-back-may-be-booked' } });
    const [posting] = bench.ledger.postings(item);
    await bench.writeBacks.order(bench.creditorId, row.id, 'confirm', { posting: posting as LedgerPosting });
    expect(await bench.runToQuiet(id)).toMatchObject({ state: 'verified', postingId: posting?.postingId });
  });

  it('takes a booking back when the debtor’s bank does', async () => {
    const { claimId, item } = await bench.addClaim();
    const payment = await bench.take(claimId, { amount: '1000.00' });
    await bench.runToQuiet(payment.id);
    expect(await bench.claim(claimId)).toMatchObject({ state: 'closed' });
    const reversal = await bench.take(claimId, { kind: 'reversal', reverses: payment.pipelineReference });
    expect(await bench.claim(claimId)).toMatchObject({ state: 'in-collection', outstandingMinor: 100_000n });
    await bench.runToQuiet(reversal.id);
    expect(bench.ledger.postings(item).map(({ change }) => change.minor)).toEqual([-100_000n, 100_000n]);
  });

  it('books neither payment nor reversal when the payment was not sent yet', async () => {
    const { claimId, item } = await bench.addClaim();
    const payment = await bench.take(claimId);
    const reversal = await bench.take(claimId, { kind: 'reversal', reverses: payment.pipelineReference });
    await bench.drain();
    expect((await bench.writeBackOf(payment.id)).state).toBe('cancelled');
    expect((await bench.writeBackOf(reversal.id)).state).toBe('not-needed');
    expect(bench.ledger.postings(item)).toHaveLength(0);
  });

  it('takes back a payment whose answer was lost only after it was found', async () => {
    const { claimId, item } = await bench.addClaim();
    const payment = await bench.take(claimId);
    bench.ledger.moods = ['lands-late'];
    await bench.drain();
    const reversal = await bench.take(claimId, { kind: 'reversal', reverses: payment.pipelineReference });
    await bench.drain();
    expect(bench.ledger.postings(item)).toHaveLength(0);
    await bench.runToQuiet(payment.id);
    expect((await bench.runToQuiet(reversal.id)).state).toBe('verified');
    expect(bench.ledger.postings(item).map(({ change }) => change.minor)).toEqual([-40_000n, 40_000n]);
  });
});
