import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutcomeUnknownError, RetryableLedgerError } from '@app/connectors';
import { type LedgerItemId, type LedgerPostingId, money, type OpenItem } from '@app/domain';
import { noJobs } from '../jobs/testing/no-jobs.js';
import { Metrics } from '../metrics/metrics.js';
import { WriteBackBench } from '../write-back/testing/write-back-bench.js';
import { ReadAgainWorker } from '../write-back/read-again-worker.js';
import { DifferenceBook } from './differences/difference-book.js';
import { eventsOf } from './differences/difference-reader.js';
import { STANDING_COLUMNS, type StandingDifference } from './differences/standing-row.js';
import { ReconciliationService } from './reconciliation.service.js';
import { ReconciliationStore } from './reconciliation-store.js';

describe('ReconciliationService', () => {
  let bench: WriteBackBench;
  let service: ReconciliationService;
  let fails: Error | undefined;
  beforeAll(async () => {
    bench = await WriteBackBench.open();
    const session = {
      readItems: async (ids: readonly LedgerItemId[]) => {
        if (fails) throw fails;
        const found = ids.filter((id) => bench.ledger.outstanding.has(id)).map(item);
        return { found, missing: ids.filter((id) => !bench.ledger.outstanding.has(id)), refused: [] };
      },
    };
    const store = new ReconciliationStore(bench.clock);
    service = new ReconciliationService(
      bench.database,
      noJobs,
      store,
      new DifferenceBook(bench.clock),
      { open: async () => session } as never,
      { find: () => ({ limits: { itemsPerReadMax: 2 } }) } as never,
      { block: async () => undefined },
      new Metrics({ processFigures: false }),
      bench.clock,
    );
  });
  afterAll(() => bench.close());

  const item = (id: LedgerItemId): OpenItem => {
    const movements = bench.ledger.postings(id).map((posting) => ({ ...posting, kind: 'payment' as const }));
    const left = movements.reduce(
      (sum, { change }) => sum + change.minor,
      bench.ledger.outstanding.get(id) ?? 0n,
    );
    return { ledgerItemId: id, outstanding: money(left, 'NOK'), movements } as unknown as OpenItem;
  };
  const run = async (): Promise<{
    compared: number;
    differences: number;
    timing: number;
    kinds: string[];
  }> => {
    bench.clock.advanceMs(1_000);
    const done = await service.run(bench.creditorId, bench.connectionId);
    const found = await bench.database.asCreditor(bench.creditorId, (tx) =>
      new ReconciliationStore(bench.clock).differences(tx, done.id, 100),
    );
    expect(done.state).toBe('finished');
    return {
      compared: done.claimsCompared,
      differences: done.differences,
      timing: done.timing,
      kinds: found.map(({ kind }) => kind).sort(),
    };
  };

  it('agrees after the whole road, and names what was disturbed behind our back', async () => {
    const [untouched, planned, booked, direct, gone] = await Promise.all(
      Array.from({ length: 5 }, () => bench.addClaim()),
    );
    if (!untouched || !planned || !booked || !direct || !gone) throw new Error('five claims');
    const settlement = await bench.take(booked.claimId);
    await bench.runToQuiet(settlement.id);
    await bench.take(planned.claimId);
    expect(await run()).toEqual({ compared: 5, differences: 0, timing: 0, kinds: [] });

    bench.ledger.bookDirectly(direct.item, 10_000n);
    bench.ledger.outstanding.delete(gone.item);
    expect(await run()).toEqual({ compared: 5, differences: 1, timing: 1, kinds: ['item-gone', 'timing'] });

    // Somebody at the creditor takes our booking back; the nightly look finds it.
    const { postingId } = await bench.writeBackOf(settlement.id);
    bench.ledger.remove(postingId as LedgerPostingId);
    expect((await run()).kinds).toEqual(['item-gone', 'missing-posting', 'timing']);
    const nightly = new ReadAgainWorker(bench.database, noJobs, bench.worker(), bench.clock);
    await nightly.readAgain(bench.creditorId, bench.connectionId, new AbortController().signal);
    expect((await bench.writeBackOf(settlement.id)).state).toBe('reversed');
    expect(await bench.claim(booked.claimId)).toMatchObject({
      holdReason: 'reopened',
      outstandingMinor: 60_000n,
    });
    expect((await run()).kinds).toEqual(['item-gone', 'reversed-posting', 'timing']);

    // Ordered again by a person, it is booked anew, and the old posting stays known as ours.
    const { id } = await bench.writeBackOf(settlement.id);
    await bench.writeBacks.order(bench.creditorId, id, 'retry');
    expect(await bench.runToQuiet(settlement.id)).toMatchObject({
      state: 'verified',
      formerPostingIds: [postingId],
    });
    expect((await run()).kinds).toEqual(['item-gone', 'timing']);
  });

  it('agrees when the debtor’s bank takes back what the bookkeeper had taken back already', async () => {
    const { claimId } = await bench.addClaim();
    const paid = await bench.take(claimId);
    const { postingId } = await bench.runToQuiet(paid.id);
    bench.ledger.remove(postingId as LedgerPostingId);
    const back = await bench.take(claimId, {
      kind: 'reversal',
      reverses: paid.pipelineReference,
      pipelineReference: 'back',
    });
    expect(await bench.runToQuiet(back.id)).toMatchObject({ state: 'not-needed', refusalCode: null });
    expect((await bench.writeBackOf(paid.id)).state).toBe('reversed');
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 100_000n, holdReason: null });
    expect((await run()).kinds).toEqual(['item-gone', 'timing']);
  });

  it('keeps a difference from run to run, whatever is said about it, until all sides agree; and knows it again', async () => {
    const { claimId, item: itemId } = await bench.addClaim();
    const standing = async () => {
      const rows = await bench.database.asCreditor(bench.creditorId, (tx) =>
        tx.query<StandingDifference>(
          `select ${STANDING_COLUMNS} from standing_difference d where d.claim_id = $1`,
          [claimId],
        ),
      );
      expect(rows.length).toBeLessThanOrEqual(1);
      return rows[0];
    };
    const note = async (kind: 'explained' | 'action-taken') => {
      const row = await standing();
      if (!row) throw new Error('no difference');
      bench.clock.advanceMs(1_000);
      await bench.database.asCreditor(bench.creditorId, (tx) =>
        book.note(tx, row, { kind, detail: { text: 'rounded' }, actor: 'test' }),
      );
    };
    const book = new DifferenceBook(bench.clock);
    bench.ledger.outstanding.set(itemId, 100_001n);
    await run();
    const first = await standing();
    expect(first).toMatchObject({ kind: 'rounding', state: 'open', timesSeen: 1, ledgerMinor: 100_001n });
    await note('explained');
    await run();
    expect(await standing()).toMatchObject({ id: first?.id, state: 'explained', timesSeen: 2 });
    bench.ledger.outstanding.set(itemId, 100_002n);
    await run();
    expect(await standing()).toMatchObject({ state: 'open', ledgerMinor: 100_002n });
    await note('action-taken');
    await run();
    expect(await standing()).toMatchObject({ state: 'open', timesSeen: 4 });
    await note('action-taken');
    bench.ledger.outstanding.set(itemId, 100_000n);
    await run();
    expect(await standing()).toMatchObject({ state: 'cleared', clearedAt: bench.clock.now() });
    bench.ledger.outstanding.set(itemId, 99_999n);
    await run();
    expect(await standing()).toMatchObject({ id: first?.id, state: 'open', clearedAt: null, timesSeen: 5 });
    bench.ledger.outstanding.set(itemId, 100_000n);
    await run();
    const events = await bench.database.asCreditor(bench.creditorId, (tx) => eventsOf(tx, [first?.id ?? '']));
    expect(events.map(({ kind }) => kind)).toEqual([
      'seen',
      'explained',
      'changed',
      'action-taken',
      'not-helped',
      'action-taken',
      'cleared',
      'reopened',
      'cleared',
    ]);
  });

  it('says why it could not compare, and begins anew after a crash without counting twice', async () => {
    fails = new RetryableLedgerError('The ledger is closed for the night.', 1_000);
    const failed = await service.run(bench.creditorId, bench.connectionId);
    expect(failed).toMatchObject({ state: 'failed', failure: 'The ledger is closed for the night.' });
    fails = new TypeError('killed');
    const order = await service.order(bench.creditorId, bench.connectionId);
    const job = { creditorId: bench.creditorId, connectionId: bench.connectionId, runId: order.id };
    await expect(service.work(job, new AbortController().signal)).rejects.toThrow('killed');
    fails = undefined;
    expect((await service.order(bench.creditorId, bench.connectionId)).id).toBe(order.id);
    await service.work(job, new AbortController().signal);
    await service.work(job, new AbortController().signal);
    expect((await run()).compared).toBe(7);
    fails = new OutcomeUnknownError('odd');
    expect((await service.run(bench.creditorId, bench.connectionId)).state).toBe('failed');
    fails = undefined;
  });
});
