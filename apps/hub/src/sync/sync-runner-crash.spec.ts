import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LedgerError } from '@app/connectors';
import type { LedgerItemId } from '@app/domain';
import type { Database } from '../database/database.js';
import { CrashError, Mortal } from '../write-back/testing/mortal.js';
import type { PageStore } from './page-store.js';
import { SyncRunner } from './sync-runner.js';
import { FakeSession } from './testing/fake-session.js';
import { invoice, moved, payment } from './testing/invoices.js';
import { NOW, PAGE_SIZE, RoadBench } from './testing/road-bench.js';

const MOMENTS_MAX = 120;
const IDS = ['1', '2', '3', '4', '5', '6', '7'];

describe('a run that ends before its end', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const books = (): FakeSession => {
    const ledger = new FakeSession(PAGE_SIZE);
    ledger.put(...IDS.map((id) => invoice(id)));
    return ledger;
  };
  /** Runs until the given moment; answers whether it lived to its end. */
  const survives = async (diesAt: number): Promise<boolean> => {
    const mortal = new Mortal(diesAt);
    const runner = bench.runner(mortal.database(bench.database), mortal.session(bench.ledger.session()));
    await bench.sync(runner).catch((error: unknown) => {
      if (!(error instanceof CrashError)) throw error;
    });
    return !mortal.dead;
  };
  /** What there is, whatever way led to it. */
  const state = async () => ({
    items: await bench.rows(
      'select ledger_item_id, outstanding_minor, vanished_at from open_item order by 1',
    ),
    claims: await bench.rows('select ledger_item_id, state, hold_reason, paid_minor from claim order by 1'),
    movements: await bench.rows('select source_id, amount_minor from claim_movement order by 1'),
    messages: await bench.rows(
      'select kind, sequence, count(*)::int from outbox_message group by 1, 2 order by 1, 2',
    ),
    lines: await bench.rows('select kind, count(*)::int from claim_event group by 1 order by 1'),
    run: await bench.rows(`select kind, state, pages, items_new, items_changed, items_missing from sync_run
      order by started_at, id`),
  });
  const succeeded = async () => (await bench.rows(`select from sync_run where state = 'succeeded'`)).length;
  /** For every moment n: dies there, is taken up by another process, and must come to what an unharmed run comes to. */
  const everyMoment = async (prepare: () => Promise<void>): Promise<number> => {
    await bench.reset();
    await prepare();
    await bench.sync();
    const unharmed = { ...(await state()), asked: bench.ledger.asked.length };
    for (let moment = 1; moment < MOMENTS_MAX; moment += 1) {
      await bench.reset();
      await prepare();
      const before = await succeeded();
      const lived = await survives(moment);
      // Killed after its last commit, it has nothing left to take up.
      if (!lived && (await succeeded()) === before) await bench.sync();
      const { asked, ...expected } = unharmed;
      expect({ moment, ...(await state()) }).toEqual({ moment, ...expected });
      const askedAgain = bench.ledger.asked.length - asked;
      expect({ moment, askedAgain: askedAgain <= 1 }).toEqual({ moment, askedAgain: true });
      if (lived) return moment;
    }
    throw new Error(`It did not end within ${MOMENTS_MAX} moments.`);
  };

  it('goes on at its cursor after a crash at any moment of a full pull', async () => {
    const moments = await everyMoment(async () => {
      bench.ledger = books();
    });
    expect(moments).toBeGreaterThan(25);
  });

  it('goes on after a crash at any moment of reading unseen items by id', async () => {
    const moments = await everyMoment(async () => {
      bench.ledger = books();
      await bench.sync();
      bench.clock.moveTo(new Date(Date.parse(NOW) + 25 * 3_600_000));
      for (const id of ['2', '3', '5', '6']) bench.ledger.unlisted.add(id as LedgerItemId);
      bench.ledger.put(moved(invoice('3'), payment('P3', 40_000n)));
      bench.ledger.items.delete('5' as LedgerItemId);
      bench.ledger.asked.length = 0;
    });
    expect(moments).toBeGreaterThan(25);
  });

  it('survives one crash after another', async () => {
    bench.ledger = books();
    let crashes = 0;
    while (!(await survives(14 + (crashes % 5)))) {
      crashes += 1;
      expect(crashes).toBeLessThan(40);
    }
    expect(crashes).toBeGreaterThan(3);
    expect(bench.ledger.count('pull')).toBeLessThanOrEqual(4 + crashes);
    expect(await bench.rows('select from claim')).toHaveLength(IDS.length);
    expect(await bench.rows('select from outbox_message')).toHaveLength(IDS.length);
    expect(await bench.rows('select from sync_run')).toHaveLength(1);
  });

  it('hands itself back at the signal, between two pages, and is taken up where it was', async () => {
    bench.ledger = books();
    const stop = new AbortController();
    bench.ledger.onAsk = ({ at }) => {
      if (at === '2') stop.abort();
    };
    await bench.sync(bench.runner(), stop.signal);
    expect(bench.ledger.asked.map(({ at }) => at)).toEqual(['', '2']);
    expect(await bench.rows('select state, pages from sync_run')).toEqual([{ state: 'running', pages: 2 }]);
    await bench.sync();
    expect(bench.ledger.asked.map(({ at }) => at)).toEqual(['', '2', '4', '6']);
    expect(await bench.rows('select state, pages, resumed from sync_run')).toEqual([
      { state: 'succeeded', pages: 4, resumed: 1 },
    ]);
  });

  it('does not count an answer that the signal cut off as a failure of the ledger', async () => {
    bench.ledger = books();
    const stop = new AbortController();
    bench.ledger.onAsk = () => {
      stop.abort();
      throw new DOMException('The call was aborted.', 'AbortError');
    };
    await bench.sync(bench.runner(), stop.signal);
    expect(await bench.connection()).toMatchObject({ failuresInRow: 0, state: 'active' });
    expect(await bench.rows('select state from sync_run')).toEqual([{ state: 'running' }]);
  });

  it('stops at a listing without end, and reports it as the ledger’s contradiction', async () => {
    const reported: unknown[] = [];
    let pages = 0;
    const endless = async () => {
      pages += 1;
      return { items: [], refused: [], recordsRead: 1, nextCursor: { version: 1, state: {} }, hasMore: true };
    };
    const active = { id: 'run', kind: 'full', phase: 'pull' };
    const { creditor, policy } = await bench.tx((tx) => bench.creditors.ofCreditor(tx, bench.creditorId));
    const context = { creditor, policy, connection: await bench.connection() };
    const withoutRows = {
      asCreditor: async (_id: unknown, work: (tx: never) => unknown) => work({} as never),
    };
    const runner = new SyncRunner(
      withoutRows as unknown as Database,
      { ofConnection: async () => context } as never,
      { get: () => ({ limits: { pageSizeMax: 1, itemsPerReadMax: 1 }, capabilities: [] }) } as never,
      { open: async () => ({ pullOpenItems: endless }) } as never,
      { beginOrResume: async () => active } as never,
      { read: async () => undefined } as never,
      { storePage: async () => BigInt(pages) } as unknown as PageStore,
      {} as never,
      {} as never,
      { failed: async (_ref: unknown, _run: unknown, error: unknown) => void reported.push(error) } as never,
      { SYNC_PAGE_SIZE_MAX: 1 } as never,
      { pageDone: async () => undefined } as never,
      bench.clock,
      async () => undefined,
    );
    await bench.sync(runner);
    expect(pages).toBe(200_000);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toBeInstanceOf(LedgerError);
    expect(reported[0]).toMatchObject({ kind: 'ledger-contradiction' });
  });
});
