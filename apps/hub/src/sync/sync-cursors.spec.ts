import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '../../../../test/support/wait-for.js';
import { CursorMovedError } from './sync-cursors.js';
import { invoice } from './testing/invoices.js';
import { RoadBench } from './testing/road-bench.js';

const cursor = (at: string) => ({ version: 1, state: { at } });

describe('SyncCursors', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const save = (at: string, seen: bigint | undefined, inFullPull = false) =>
    bench.tx((tx) =>
      bench.cursors.save(tx, bench.connectionId, 'open-items', { cursor: cursor(at), inFullPull, seen }),
    );
  const read = () => bench.tx((tx) => bench.cursors.read(tx, bench.connectionId, 'open-items'));

  it('counts its revisions from one', async () => {
    expect(await read()).toBeUndefined();
    expect(await save('a', undefined, true)).toBe(1n);
    expect(await save('b', 1n)).toBe(2n);
    expect(await read()).toEqual({ cursor: cursor('b'), revision: 2n, inFullPull: false });
  });

  it('refuses a stale save, and a first save where another was first', async () => {
    await save('a', undefined);
    await save('b', 1n);
    await expect(save('stale', 1n)).rejects.toThrow(CursorMovedError);
    await expect(save('first?', undefined)).rejects.toThrow(CursorMovedError);
    await expect(save('future', 3n)).rejects.toThrow(CursorMovedError);
    expect(await read()).toMatchObject({ cursor: cursor('b'), revision: 2n });
  });

  it('lets one of two through that began at the same revision', async () => {
    await save('a', undefined);
    const both = await Promise.allSettled([save('b', 1n), save('c', 1n)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read()).toMatchObject({ revision: 2n });
  });

  it('does not bring a forgotten one back', async () => {
    await save('a', undefined);
    await bench.tx((tx) => bench.cursors.forget(tx, bench.connectionId, 'open-items'));
    await expect(save('b', 1n)).rejects.toThrow(CursorMovedError);
    expect(await read()).toBeUndefined();
  });

  it('keeps the streams apart', async () => {
    await save('a', undefined);
    await bench.tx((tx) =>
      bench.cursors.save(tx, bench.connectionId, 'changes', {
        cursor: cursor('x'),
        inFullPull: false,
        seen: undefined,
      }),
    );
    await bench.tx((tx) => bench.cursors.forget(tx, bench.connectionId, 'changes'));
    expect(await read()).toMatchObject({ cursor: cursor('a') });
  });

  it('stops a run that another has overtaken, and nothing of its page is stored', async () => {
    bench.ledger.put(...['1', '2', '3', '4'].map((id) => invoice(id)));
    let overtaken = false;
    bench.ledger.onAsk = ({ at }) => {
      overtaken ||= at === '2';
    };
    const slow = bench.ledger.session();
    const late = {
      ...slow,
      pullOpenItems: async (request: Parameters<typeof slow.pullOpenItems>[0]) => {
        const page = await slow.pullOpenItems(request);
        if (overtaken) {
          // It is asked for when the commit of the page before has left; the other run sees it a moment later.
          await waitFor('the page before was stored', async () => (await read())?.revision === 1n);
          await save('another run', 1n, true);
        }
        return page;
      },
    };
    await expect(bench.sync(bench.runner(bench.database, late))).rejects.toThrow(CursorMovedError);
    const stored = await bench.rows<{ id: string }>('select ledger_item_id as id from open_item order by 1');
    expect(stored).toEqual([{ id: '1' }, { id: '2' }]);
    expect(await bench.rows('select from claim')).toHaveLength(2);
    expect(await bench.rows('select from outbox_message')).toHaveLength(2);
    expect(await bench.rows('select pages from sync_run')).toEqual([{ pages: 1 }]);
    expect(await read()).toMatchObject({ cursor: cursor('another run'), revision: 2n });
  });
});
