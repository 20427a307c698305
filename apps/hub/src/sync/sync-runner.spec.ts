import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConnectionBlockedError,
  CursorExpiredError,
  LedgerContradictionError,
  RetryableLedgerError,
} from '@app/connectors';
import type { LedgerItemId } from '@app/domain';
import { PAGE_ATTEMPTS_MAX } from './sync-failure.js';
import { invoice, moved, payment } from './testing/invoices.js';
import { RoadBench } from './testing/road-bench.js';

const id = (text: string) => text as LedgerItemId;
const IDS = ['1', '2', '3', '4', '5'];

describe('SyncRunner', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    bench.ledger.put(...IDS.map((each) => invoice(each)));
  });
  afterAll(() => bench.close());

  const runs = () => bench.rows<Record<string, unknown>>('select * from sync_run order by started_at, id');
  const cursor = (stream: 'open-items' | 'changes' = 'open-items') =>
    bench.tx((tx) => bench.cursors.read(tx, bench.connectionId, stream));
  /** The first, full run; then the asked list is empty and an hour has gone. */
  const pullAll = async () => {
    await bench.sync();
    bench.ledger.asked.length = 0;
    bench.clock.advanceMs(3_600_000);
  };

  describe('a full pull', () => {
    it('takes in every page and says when the next run is due', async () => {
      await bench.sync();
      expect(bench.ledger.asked).toEqual([
        { call: 'pull', at: '' },
        { call: 'pull', at: '2' },
        { call: 'pull', at: '4' },
      ]);
      expect(await runs()).toMatchObject([
        { kind: 'full', state: 'succeeded', phase: 'done', pages: 3, items_new: 5, resumed: 0 },
      ]);
      expect(await bench.connection()).toMatchObject({
        lastFullPullAt: bench.clock.now(),
        nextSyncAt: new Date(bench.clock.now().getTime() + 3_600_000),
      });
      expect(await bench.rows('select from claim')).toHaveLength(5);
    });

    it('comes again after a day, from the beginning, and writes no item that has not changed', async () => {
      await pullAll();
      const before = await bench.rows('select ledger_item_id, changed_at from open_item order by 1');
      bench.clock.advanceMs(23 * 3_600_000);
      await bench.sync();
      expect(bench.ledger.asked.map(({ at }) => at)).toEqual(['', '2', '4']);
      expect((await runs())[1]).toMatchObject({
        kind: 'full',
        items_new: 0,
        items_changed: 0,
        items_unchanged: 5,
      });
      expect(await bench.rows('select ledger_item_id, changed_at from open_item order by 1')).toEqual(before);
    });

    it('reads by id what it did not see: found ones follow, missing ones are held', async () => {
      const paid = moved(invoice('3'), payment('P3', 100_000n));
      await pullAll();
      bench.clock.advanceMs(23 * 3_600_000);
      bench.ledger.unlisted.add(id('3'));
      bench.ledger.put(paid);
      bench.ledger.items.delete(id('4'));
      await bench.sync();
      expect(bench.ledger.asked.filter(({ call }) => call !== 'pull')).toEqual([
        { call: 'changes', at: '3,4' },
      ]);
      expect((await runs())[1]).toMatchObject({ items_changed: 1, items_missing: 1 });
      expect(await bench.claimOf(paid)).toMatchObject({
        state: 'closed',
        paidMinor: 100_000n,
        holdReason: null,
      });
      expect(await bench.claimOf(invoice('4'))).toMatchObject({ holdReason: 'vanished', paidMinor: 0n });
    });

    it('asks only for what it did not see, a bounded number at a time', async () => {
      await pullAll();
      bench.clock.advanceMs(23 * 3_600_000);
      for (const each of ['1', '2', '5']) bench.ledger.unlisted.add(id(each));
      await bench.sync();
      const asked = bench.ledger.asked.filter(({ call }) => call !== 'pull').map(({ at }) => at);
      expect(asked).toEqual(['1,2', '5']);
    });
  });

  describe('an incremental run', () => {
    it('pulls from its cursor and reads the tracked items again', async () => {
      await pullAll();
      await bench.sync();
      expect((await runs())[1]).toMatchObject({ kind: 'incremental', state: 'succeeded' });
      expect(bench.ledger.asked.filter(({ call }) => call === 'changes').map(({ at }) => at)).toEqual([
        '1,2',
        '3,4',
        '5',
      ]);
    });

    it('does not ask again about what is settled', async () => {
      await pullAll();
      for (const each of ['1', '2', '3']) {
        const paid = moved(invoice(each), payment(`P${each}`, 100_000n));
        bench.ledger.put(paid);
        bench.ledger.unlisted.add(id(each));
        await bench.take([paid]);
      }
      await bench.sync();
      expect(bench.ledger.asked.filter(({ call }) => call === 'changes').map(({ at }) => at)).toEqual([
        '4,5',
      ]);
    });

    it("follows the ledger's own feed from where it ended", async () => {
      bench.capabilities = ['change-feed'];
      await pullAll();
      bench.ledger.feed.push(id('1'), id('2'), id('3'));
      for (const each of ['1', '2', '3'])
        bench.ledger.put(moved(invoice(each), payment(`P${each}`, 10_000n)));
      await bench.sync();
      bench.ledger.feed.push(id('5'));
      bench.ledger.put(moved(invoice('5'), payment('P5', 20_000n)));
      await bench.sync();
      const positions = bench.ledger.asked.filter(({ call }) => call === 'changes').map(({ at }) => at);
      expect(positions).toEqual(['0', '2', '3']);
      expect(await bench.claimOf(invoice('3'))).toMatchObject({ paidMinor: 10_000n });
      expect(await bench.claimOf(invoice('5'))).toMatchObject({ paidMinor: 20_000n });
    });

    it('finds its place in the feed again after a full pull that had to read items by id', async () => {
      bench.capabilities = ['change-feed'];
      await pullAll();
      bench.ledger.feed.push(id('1'), id('2'));
      await bench.sync();
      bench.clock.advanceMs(25 * 3_600_000);
      bench.ledger.unlisted.add(id('4'));
      await bench.sync();
      expect((await runs()).at(-1)).toMatchObject({ kind: 'full', state: 'succeeded' });
      bench.ledger.asked.length = 0;
      bench.clock.advanceMs(3_600_000);
      await bench.sync();
      expect((await runs()).at(-1)).toMatchObject({ kind: 'incremental', state: 'succeeded' });
      expect(bench.ledger.asked.filter(({ call }) => call === 'changes')).toEqual([
        { call: 'changes', at: '2' },
      ]);
    });

    it('claims an item on the day on which it may be claimed, without a word from the ledger', async () => {
      bench.clock.moveTo(new Date('2026-03-10T09:00:00.000Z'));
      await pullAll();
      expect(await bench.rows('select from claim')).toHaveLength(0);
      bench.clock.moveTo(new Date('2026-03-17T09:00:00.000Z'));
      bench.ledger.items.clear();
      bench.capabilities = ['change-feed'];
      await bench.tx((tx) => tx.query('update connection set last_full_pull_at = $1', [bench.clock.now()]));
      await bench.sync();
      expect(await bench.rows(`select from claim where state = 'approved'`)).toHaveLength(5);
    });
  });

  describe('when the ledger refuses', () => {
    it('asks for a page again, in longer steps, and goes on', async () => {
      bench.ledger.failures = [
        undefined,
        new RetryableLedgerError('Too fast.', 0),
        new RetryableLedgerError('Too fast.', 7_000),
      ];
      const began = bench.clock.now().getTime();
      await bench.sync();
      expect(bench.ledger.asked.map(({ at }) => at)).toEqual(['', '2', '2', '2', '4']);
      expect(bench.clock.now().getTime() - began).toBe(8_000);
      expect(await runs()).toMatchObject([{ state: 'succeeded', pages: 3 }]);
    });

    it('ends the run after a bounded number of attempts, keeps its cursor, and goes on there', async () => {
      const silent = () => new RetryableLedgerError('Unreachable.', 0);
      bench.ledger.failures = [undefined, ...Array.from({ length: PAGE_ATTEMPTS_MAX }, silent)];
      await bench.sync();
      expect(bench.ledger.asked).toHaveLength(1 + PAGE_ATTEMPTS_MAX);
      expect(await runs()).toMatchObject([{ state: 'failed', failure_kind: 'retryable', pages: 1 }]);
      expect(await cursor()).toMatchObject({ cursor: { state: { listed: '2' } }, inFullPull: true });
      expect(await bench.connection()).toMatchObject({
        lastFailure: 'Unreachable.',
        failuresInRow: 1,
        nextSyncAt: new Date(bench.clock.now().getTime() + 15 * 60_000),
      });
      bench.ledger.asked.length = 0;
      await bench.sync();
      expect(bench.ledger.asked.filter(({ call }) => call === 'pull').map(({ at }) => at)).toEqual([
        '2',
        '4',
      ]);
    });

    it('comes back when a ledger that asks for a long wait said', async () => {
      bench.ledger.failures = [new RetryableLedgerError('The quota is used up.', 3_600_000)];
      await bench.sync();
      expect(bench.ledger.asked).toHaveLength(1);
      const { nextSyncAt } = await bench.connection();
      expect(nextSyncAt).toEqual(new Date(bench.clock.now().getTime() + 3_600_000));
    });

    it('blocks the connection and keeps cursor and claims', async () => {
      bench.ledger.failures = [
        undefined,
        new ConnectionBlockedError('credentials-refused', 'The key was revoked.', 'Make a new key.'),
      ];
      await bench.sync();
      expect(await bench.connection()).toMatchObject({
        state: 'blocked',
        blockedRemedy: 'Make a new key.',
        nextSyncAt: null,
      });
      expect(await cursor()).toMatchObject({ inFullPull: true });
      expect(await bench.rows('select from claim')).toHaveLength(2);
      bench.ledger.asked.length = 0;
      await bench.sync();
      expect(bench.ledger.asked).toEqual([]);
      expect(await runs()).toHaveLength(1);
    });

    it('forgets a cursor that the ledger no longer knows, and begins from nothing', async () => {
      await pullAll();
      bench.ledger.failures = [new CursorExpiredError('Too old.')];
      await bench.sync();
      expect(await cursor()).toBeUndefined();
      expect((await runs())[1]).toMatchObject({ kind: 'incremental', failure_kind: 'cursor-expired' });
      expect((await bench.connection()).nextSyncAt).toEqual(bench.clock.now());
      bench.ledger.asked.length = 0;
      bench.clock.advanceMs(1);
      await bench.sync();
      expect((await runs())[2]).toMatchObject({ kind: 'full', state: 'succeeded', items_unchanged: 5 });
      expect(bench.ledger.asked.map(({ at }) => at)).toEqual(['', '2', '4']);
    });

    it('stops at a contradiction, and says so', async () => {
      bench.ledger.failures = [undefined, new LedgerContradictionError('The page repeats.')];
      await bench.sync();
      expect(await runs()).toMatchObject([{ state: 'failed', failure: 'The page repeats.', pages: 1 }]);
      expect(await bench.connection()).toMatchObject({ state: 'active', lastFailure: 'The page repeats.' });
    });
  });
});
