import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import fc from 'fast-check';
import { LedgerContradictionError } from '../contract/index.js';
import { walkPage, type WalkRow } from './balance-walk.js';
import { OVERLAP, readCursor, startState, toCursor } from './cursor.js';
import { type Ticks, ticksOfMs } from './ticks.js';

interface Row extends WalkRow {
  readonly version: number;
}

const START_MS = Date.UTC(2026, 10, 23);
const MINUTE_MS = 60_000;

/** A list of invoices whose servers have clocks of their own, and which gives equal instants in any order. */
class PretendList {
  readonly rows = new Map<string, Row>();
  readonly #late: { readonly row: Row; readonly visibleAtMs: number }[] = [];
  #made = 0;
  #turn = 0;

  constructor(readonly clock: ManualClock) {}

  put(id = `row-${(this.#made += 1)}`, skewMs = 0, visibleInMs = 0): void {
    const nowMs = this.clock.now().getTime();
    const version = (this.rows.get(id)?.version ?? 0) + 1;
    const row = { id, version, changedAt: ticksOfMs(nowMs + skewMs) };
    if (visibleInMs === 0) this.rows.set(id, row);
    else this.#late.push({ row, visibleAtMs: nowMs + visibleInMs });
  }

  front(after: Ticks | undefined, count: number): readonly Row[] {
    const nowMs = this.clock.now().getTime();
    for (const { row, visibleAtMs } of this.#late.splice(0)) {
      if (visibleAtMs <= nowMs) this.rows.set(row.id, row);
      else this.#late.push({ row, visibleAtMs });
    }
    this.#turn += 1;
    const place = (id: string): number =>
      (Number(id.slice(4)) * (this.#turn % 3 === 0 ? 7_919 : 104_729)) % 1_009;
    return [...this.rows.values()]
      .filter(({ changedAt }) => after === undefined || changedAt > after)
      .map((row) => ({ row, place: place(row.id) }))
      .sort((a, b) =>
        a.row.changedAt === b.row.changedAt ? a.place - b.place : a.row.changedAt < b.row.changedAt ? -1 : 1,
      )
      .slice(0, count)
      .map(({ row }) => row);
  }
}

/** Walks to the end with a cursor that is stored between pages, as the hub stores it. */
async function walk(
  list: PretendList,
  from: string | undefined,
  pageSize: number,
  between: () => void = () => undefined,
): Promise<{ readonly seen: Map<string, number>; readonly cursor: string; readonly requests: number }> {
  const seen = new Map<string, number>();
  let cursor = from;
  let requests = 0;
  for (let page = 0; page < 5_000; page += 1) {
    const stored = cursor === undefined ? undefined : (JSON.parse(cursor) as ReturnType<typeof toCursor>);
    const state = startState(stored);
    const { rows, next } = await walkPage(state, pageSize, list.clock, ({ after, count }) => {
      requests += 1;
      return Promise.resolve(list.front(after, count));
    });
    for (const { id, version } of rows) seen.set(id, Math.max(version, seen.get(id) ?? 0));
    cursor = JSON.stringify(toCursor(next));
    if (next.kind === 'rest') return { seen, cursor, requests };
    between();
  }
  throw new Error('The walk did not end.');
}

type Step = 'insert' | 'same-instant' | 'change' | 'remove' | 'wait' | 'late';
const steps = fc.array(
  fc.record({
    step: fc.constantFrom<Step>('insert', 'same-instant', 'change', 'remove', 'wait', 'late'),
    at: fc.nat(10_000),
    skewMinutes: fc.integer({ min: -10, max: 10 }),
  }),
  { maxLength: 60 },
);

describe('the walk over balances', () => {
  it('misses nothing that is there throughout: rows come, go, change and share instants while it pages', async () => {
    let returned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 8, max: 90 }),
        steps,
        async (burst, pageSize, play) => {
          const list = new PretendList(new ManualClock(new Date(START_MS)));
          for (let instant = 0; instant < 12; instant += 1) {
            for (let row = 0; row < burst; row += 1) list.put();
            list.clock.advanceMs(1_000);
          }
          const removed = new Set<string>();
          const before = [...list.rows.keys()];
          const queue = [...play];
          const { seen } = await walk(list, undefined, pageSize, () => {
            const next = queue.shift();
            if (!next) return;
            const ids = [...list.rows.keys()];
            const id = ids[next.at % ids.length];
            if (next.step !== 'same-instant') list.clock.advanceMs(7);
            if (next.step === 'insert' || next.step === 'same-instant') list.put();
            if (next.step === 'change' && id !== undefined) list.put(id);
            if (next.step === 'remove' && id !== undefined) {
              removed.add(id);
              list.rows.delete(id);
            }
          });
          expect(before.filter((id) => !removed.has(id) && !seen.has(id))).toEqual([]);
          returned += before.length;
        },
      ),
      { numRuns: 450 },
    );
    expect(returned).toBeGreaterThan(80_000);
  }, 60_000);

  it('knows every row’s newest state after the next walk: clocks ±10 minutes, late commits in the overlap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -10, max: 10 }),
        steps,
        async (pageSize, ours, play) => {
          const list = new PretendList(new ManualClock(new Date(START_MS)));
          for (let row = 0; row < 25; row += 1) list.put();
          const known = new Map<string, number>();
          let cursor: string | undefined;
          for (let round = 0; round < 4; round += 1) {
            for (const { step, at, skewMinutes } of play.slice(round * 15, round * 15 + 15)) {
              list.clock.advanceMs(step === 'wait' ? 3 * MINUTE_MS : 400);
              const ids = [...list.rows.keys()];
              const skewMs = skewMinutes * MINUTE_MS;
              if (step === 'insert' || step === 'same-instant') list.put(undefined, skewMs);
              if (step === 'change') list.put(ids[at % ids.length], skewMs);
              if (step === 'late') list.put(undefined, skewMs, 10 * MINUTE_MS);
            }
            const { seen, cursor: next } = await walk(list, cursor, pageSize);
            for (const [id, version] of seen) known.set(id, Math.max(version, known.get(id) ?? 0));
            cursor = next;
          }
          // Our own clock plays no part but as a bound: it may be wrong as well.
          list.clock.advanceMs(20 * MINUTE_MS + ours * MINUTE_MS);
          const { seen } = await walk(list, cursor, pageSize);
          for (const [id, version] of seen) known.set(id, Math.max(version, known.get(id) ?? 0));
          for (const { id, version } of list.rows.values())
            expect([id, known.get(id)]).toEqual([id, version]);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('reads on with one request per page while nothing shifts', async () => {
    const list = new PretendList(new ManualClock(new Date(START_MS)));
    for (let row = 0; row < 100; row += 1) {
      list.clock.advanceMs(10);
      list.put();
    }
    const { requests, cursor } = await walk(list, undefined, 10);
    expect(requests).toBeLessThanOrEqual(11);
    expect((await walk(list, cursor, 1_000)).requests).toBe(1);
  });

  it('is not carried away by an instant in the future', async () => {
    const list = new PretendList(new ManualClock(new Date(START_MS)));
    list.put('far', 365 * 24 * 60 * MINUTE_MS);
    const { cursor } = await walk(list, undefined, 10);
    list.clock.advanceMs(MINUTE_MS);
    list.put('next');
    expect((await walk(list, cursor, 10)).seen.has('next')).toBe(true);
  });

  it('sorts a list that comes whole but in no order, and stops at one that does not come whole', async () => {
    const clock = new ManualClock(new Date(START_MS));
    const rows = [3n, 1n, 2n].map((changedAt) => ({ id: String(changedAt), changedAt }));
    const whole = await walkPage(startState(undefined), 2, clock, ({ count }) =>
      Promise.resolve(rows.slice(0, count)),
    );
    expect(whole.rows.map(({ id }) => id)).toEqual(['1', '2']);
    const endless = walkPage(startState(undefined), 2, clock, ({ count }) =>
      Promise.resolve(
        Array.from({ length: count }, (_, at) => ({ id: String(at), changedAt: BigInt(count - at) })),
      ),
    );
    await expect(endless).rejects.toBeInstanceOf(LedgerContradictionError);
  });

  it('stops at an ignored filter and at more rows than were asked for', async () => {
    const clock = new ManualClock(new Date(START_MS));
    const at = ticksOfMs(START_MS);
    const state = { kind: 'walk', invoicedFrom: undefined, at, seen: 0, digest: '0' } as const;
    const old = walkPage(state, 5, clock, () => Promise.resolve([{ id: 'a', changedAt: at - OVERLAP }]));
    await expect(old).rejects.toBeInstanceOf(LedgerContradictionError);
    const many = walkPage(state, 1, clock, () =>
      Promise.resolve([0n, 1n].map((more) => ({ id: String(more), changedAt: at + more }))),
    );
    await expect(many).rejects.toBeInstanceOf(LedgerContradictionError);
  });

  it('rests on an empty list before all time', async () => {
    const { cursor } = await walk(new PretendList(new ManualClock(new Date(START_MS))), undefined, 5);
    expect(readCursor(JSON.parse(cursor) as ReturnType<typeof toCursor>)).toMatchObject({
      kind: 'rest',
      reached: 0n,
    });
  });
});
