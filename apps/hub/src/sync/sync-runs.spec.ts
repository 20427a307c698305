import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { counted, countingCalls } from '../connections/call-count.js';
import { databaseErrorCode } from '../database/database.js';
import { RoadBench } from './testing/road-bench.js';

const UNIQUE_VIOLATION = '23505';

describe('SyncRuns', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const begin = (kind: 'full' | 'incremental' = 'full') =>
    bench.tx((tx) => bench.runs.beginOrResume(tx, bench.connectionId, kind));
  const row = async () => (await bench.rows<Record<string, unknown>>('select * from sync_run'))[0];

  it('takes up the run that a process died in, with its kind and phase', async () => {
    const run = await begin('full');
    expect(run).toEqual({ id: run.id, kind: 'full', phase: 'pull', calls: 0 });
    await bench.tx((tx) => bench.runs.enter(tx, run, 'changes'));
    expect(await begin('incremental')).toEqual({ id: run.id, kind: 'full', phase: 'changes', calls: 0 });
    expect(await row()).toMatchObject({ resumed: 1, state: 'running' });
  });

  it('goes on counting calls where the process before it stopped, and counts none twice', async () => {
    const transport = counted(async () => ({ status: 200, headers: {}, body: new Uint8Array() }));
    const call = () => transport({ method: 'GET', url: 'http://ledger', headers: {}, timeoutMs: 1 });
    const run = await begin();
    await countingCalls(run.calls, async () => {
      await call();
      await call();
      await bench.tx((tx) => bench.runs.count(tx, run.id, { pages: 1 }));
      // A transaction that is tried again.
      await bench.tx((tx) => bench.runs.count(tx, run.id, { pages: 1 }));
    });
    const again = await begin();
    expect(again.calls).toBe(2);
    await countingCalls(again.calls, async () => {
      await call();
      await bench.tx((tx) => bench.runs.succeed(tx, run.id));
    });
    await call();
    expect(await row()).toMatchObject({ calls: 3, state: 'succeeded' });
  });

  it('lets one run of a connection be active, also when two begin at once', async () => {
    const both = await Promise.allSettled([begin(), begin()]);
    const refused = both.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const reason of refused) expect(databaseErrorCode(reason)).toBe(UNIQUE_VIOLATION);
    expect(await bench.rows(`select from sync_run where state = 'running'`)).toHaveLength(1);
    const another = bench.rows(
      `insert into sync_run (creditor_id, id, connection_id, kind, state, started_at)
       select creditor_id, gen_random_uuid(), connection_id, kind, state, started_at from sync_run returning 1`,
    );
    await expect(another).rejects.toMatchObject({ code: UNIQUE_VIOLATION });
  });

  it.each(['succeeded', 'failed'])('begins a new one after one that has %s', async (end) => {
    const first = await begin('full');
    await bench.tx((tx) =>
      end === 'succeeded'
        ? bench.runs.succeed(tx, first.id)
        : bench.runs.fail(tx, first.id, 'retryable', 'Unreachable.'),
    );
    const second = await begin('incremental');
    expect(second).toMatchObject({ kind: 'incremental', phase: 'pull' });
    expect(second.id).not.toBe(first.id);
  });

  it('adds counts up and says how it ended', async () => {
    const run = await begin();
    await bench.tx((tx) =>
      bench.runs.count(tx, run.id, { pages: 1, recordsRead: 3, newItems: 2, refused: 1 }),
    );
    await bench.tx((tx) =>
      bench.runs.count(tx, run.id, { pages: 1, changedItems: 4, unchangedItems: 5, missing: 6 }),
    );
    await bench.tx((tx) => bench.runs.fail(tx, run.id, 'ledger-contradiction', 'The page repeats.'));
    expect(await row()).toMatchObject({
      pages: 2,
      records_read: 3,
      items_new: 2,
      items_changed: 4,
      items_unchanged: 5,
      items_refused: 1,
      items_missing: 6,
      state: 'failed',
      failure_kind: 'ledger-contradiction',
      failure: 'The page repeats.',
      finished_at: bench.clock.now(),
    });
  });
});
