import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LedgerItemId, OpenItem } from '@app/domain';
import type { Page, RefusedRecord } from '@app/connectors';
import { ClaimIntake } from '../claims/claim-intake.js';
import type { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { ItemIntake } from '../open-items/item-intake.js';
import { OUTBOX_QUEUE, OutboxJobs } from '../outbox/outbox-jobs.js';
import { PageStore } from './page-store.js';
import type { ActiveRun } from './sync-runs.js';
import { invoice, moved, payment } from './testing/invoices.js';
import { RoadBench } from './testing/road-bench.js';

const STATEMENTS_MAX = 60;
const REFUSED: RefusedRecord = {
  ledgerItemId: '9',
  reason: 'missing-due-date',
  message: 'No due date.',
  raw: '{"id":9}',
};

/** Everything that one page may write. */
const TABLES = [
  'open_item',
  'debtor',
  'ledger_movement',
  'refused_record',
  'sync_cursor',
  'claim',
  'claim_event',
  'claim_movement',
  'outbox_message',
];

describe('PageStore', () => {
  let bench: RoadBench;
  let jobs: JobQueue;
  let before: number;
  beforeAll(async () => {
    bench = await RoadBench.open();
    jobs = new JobQueue({ url: bench.test.url, works: false });
    jobs.declare(OUTBOX_QUEUE);
    await jobs.start();
  });
  beforeEach(async () => {
    await bench.reset();
    before = await waiting();
  });
  afterAll(async () => {
    await jobs.stop();
    await bench.close();
  });

  const waiting = async () => (await jobs.counts())[0]?.waiting ?? 0;
  const page = (...items: OpenItem[]): Page<OpenItem> => ({
    items,
    refused: [REFUSED],
    recordsRead: 3,
    nextCursor: { version: 1, state: { listed: '2' } },
    hasMore: false,
  });
  const store = (database: Database = bench.database): PageStore => {
    const claimIntake = new ClaimIntake(new OutboxJobs(jobs), bench.clock);
    const intake = new ItemIntake(bench.clock, bench.store, claimIntake, bench.follow, bench.refused);
    return new PageStore(database, intake, bench.cursors, bench.runs);
  };
  const begin = () => bench.tx((tx) => bench.runs.beginOrResume(tx, bench.connectionId, 'full'));
  /** Rows by table, the jobs sent, and how far the run is. */
  const written = async () => {
    const counted = await Promise.all(
      TABLES.map(async (table) => {
        const [row] = await bench.rows<{ n: number }>(`select count(*)::int as n from ${table}`);
        return [table, row?.n] as const;
      }),
    );
    const [run] = await bench.rows('select pages, phase from sync_run');
    return { ...Object.fromEntries(counted), jobs: (await waiting()) - before, run };
  };
  const take = (run: ActiveRun, database?: Database) =>
    store(database).storePage(
      bench.context({ fullRunId: run.id }),
      run,
      page(moved(invoice('1'), payment('P1', 40_000n)), invoice('2')),
      { seen: undefined, inFullPull: true },
      () => undefined,
    );

  it('stores page, cursor, claims, messages and one job together', async () => {
    const run = await begin();
    expect(await take(run)).toBe(1n);
    expect(await written()).toEqual({
      open_item: 2,
      debtor: 1,
      ledger_movement: 1,
      refused_record: 1,
      sync_cursor: 1,
      claim: 2,
      claim_event: 2,
      claim_movement: 1,
      outbox_message: 2,
      jobs: 1,
      run: { pages: 1, phase: 'changes' },
    });
  });

  it('stores nothing at all, whichever statement fails', async () => {
    const run = await begin();
    const nothing = { ...Object.fromEntries(TABLES.map((table) => [table, 0])), jobs: 0 };
    let failed = 0;
    for (;;) {
      const outcome = await take(run, failingAt(bench.database, failed + 1)).catch(
        (error: Error) => error.message,
      );
      if (outcome === 1n) break;
      failed += 1;
      expect({ failed, outcome, ...(await written()) }).toEqual({
        failed,
        outcome: 'out of paper',
        ...nothing,
        run: { pages: 0, phase: 'pull' },
      });
      expect(failed).toBeLessThan(STATEMENTS_MAX);
    }
    expect(failed).toBeGreaterThan(TABLES.length);
    expect(await written()).toMatchObject({ claim: 2, jobs: 1 });
  });

  it('stores nothing of a page whose cursor another run has moved', async () => {
    const run = await begin();
    await take(run);
    const stored = await written();
    let sent = 0;
    const place = { seen: undefined, inFullPull: false };
    const late = store().storePage(bench.context(), run, page(invoice('3')), place, () => (sent += 1));
    await expect(late).rejects.toThrow('moved the cursor on');
    expect(await written()).toEqual(stored);
    expect(sent).toBe(0);
  });

  it('stores readings and the cursor of changes together or not at all', async () => {
    const run = await begin();
    await take(run);
    const stored = await written();
    const id = '2' as LedgerItemId;
    const readings = { found: [moved(invoice('2'), payment('P2', 100_000n))], missing: [], refused: [] };
    const cursor = { version: 1, state: { after: id } };
    const attempt = (database: Database) =>
      store(database).storeReadings(bench.context(), run, 'tracked', readings, cursor, undefined);
    let statement = 1;
    while ((await attempt(failingAt(bench.database, statement)).catch(() => 'failed')) === 'failed') {
      expect(await written()).toEqual(stored);
      statement += 1;
      expect(statement).toBeLessThan(STATEMENTS_MAX);
    }
    expect(statement).toBeGreaterThan(5);
    expect(await written()).toMatchObject({ sync_cursor: 2, ledger_movement: 2, claim_movement: 2 });
  });
});

/** The n-th statement of the transaction is not carried out, be it sent at once or with the commit. */
function failingAt(real: Database, nth: number): Database {
  return {
    asCreditor: (creditorId, work) =>
      real.asCreditor(creditorId, (tx) => {
        let statements = 0;
        const isFailing = (): boolean => (statements += 1) === nth;
        const query: typeof tx.query = (...given) =>
          isFailing() ? Promise.reject(new Error('out of paper')) : tx.query(...given);
        const withCommit: typeof tx.withCommit = {
          ...tx.withCommit,
          query: (...given) =>
            isFailing() ? tx.withCommit.query(OUT_OF_PAPER) : tx.withCommit.query(...given),
        };
        const lent: typeof tx = {
          creditorId: tx.creditorId!,
          query,
          withCommit,
          manager: tx.manager,
          afterCommit: (callback) => tx.afterCommit(callback),
          onCommitSent: (callback) => tx.onCommitSent(callback),
          asCreditor: (...given) => tx.asCreditor(...given),
        };
        return work(lent);
      }),
  } as Database;
}

const OUT_OF_PAPER = `do $$ begin raise exception 'out of paper'; end $$`;
