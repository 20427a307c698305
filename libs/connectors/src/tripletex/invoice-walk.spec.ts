import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, type LocalDate } from '@app/domain';
import fc from 'fast-check';
import { LedgerContradictionError } from '../contract/index.js';
import type { RestState, WalkState } from './cursor.js';
import { type FetchWindow, walkPage } from './invoice-walk.js';

const FIRST = localDate('2026-01-01');
const UNTIL = localDate('2026-03-01');

interface Row {
  readonly id: number;
  readonly on: LocalDate;
}

const start: WalkState = {
  kind: 'walk',
  invoicedFrom: FIRST,
  from: FIRST,
  to: UNTIL,
  until: UNTIL,
  lastId: 0,
  offset: 0,
};

/** Walks to the end while `disturb` changes the rows between requests. */
async function walkAll(
  rows: Row[],
  options: {
    readonly pageSize: number;
    readonly capacity?: number;
    readonly disturb?: (request: number) => void;
  },
): Promise<{ readonly ids: number[]; readonly requests: number }> {
  const ids: number[] = [];
  let requests = 0;
  const fetch: FetchWindow<Row> = ({ from, to, offset, count }) => {
    requests += 1;
    options.disturb?.(requests);
    const inWindow = rows.filter(({ on }) => on >= from && on < to).sort((a, b) => a.id - b.id);
    if (inWindow.length > (options.capacity ?? 10_000)) return Promise.resolve('too-large');
    return Promise.resolve(inWindow.slice(offset, offset + count));
  };
  let state: WalkState | RestState = start;
  for (let page = 0; state.kind === 'walk'; page += 1) {
    if (page > 2_000) throw new Error('The walk does not end.');
    const { rows: got, next }: Awaited<ReturnType<typeof walkPage<Row>>> = await walkPage(
      state,
      options.pageSize,
      fetch,
    );
    expect(got.length).toBeLessThanOrEqual(options.pageSize);
    ids.push(...got.map(({ id }) => id));
    state = next;
  }
  return { ids, requests };
}

const makeRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: 10 + index * 10, on: addDays(FIRST, index % 59) }));

describe('walkPage', () => {
  it('asks once per page while nothing shifts, and returns every row once', async () => {
    const { ids, requests } = await walkAll(makeRows(450), { pageSize: 100 });
    expect(ids).toEqual(makeRows(450).map(({ id }) => id));
    expect(requests).toBe(5);
  });

  it('halves a window that holds too much', async () => {
    const { ids } = await walkAll(makeRows(500), { pageSize: 50, capacity: 100 });
    expect(new Set(ids).size).toBe(500);
  });

  it('stops when a single day holds too much', async () => {
    const rows = makeRows(50).map(({ id }) => ({ id, on: FIRST }));
    await expect(walkAll(rows, { pageSize: 10, capacity: 20 })).rejects.toThrow(LedgerContradictionError);
  });

  it('stops when the offset is ignored and one page repeats for ever', async () => {
    const page = Array.from({ length: 11 }, (_, index) => ({ id: index + 1, on: FIRST }));
    const walk = async (): Promise<void> => {
      let state: WalkState | RestState = start;
      for (let call = 0; call < 100 && state.kind === 'walk'; call += 1) {
        state = (await walkPage(state, 10, ({ count }) => Promise.resolve(page.slice(0, count)))).next;
      }
    };
    await expect(walk()).rejects.toThrow(LedgerContradictionError);
  });

  it('stops when rows come out of order or twice', async () => {
    const rows = [
      { id: 2, on: FIRST },
      { id: 1, on: FIRST },
    ];
    await expect(walkPage(start, 10, () => Promise.resolve(rows))).rejects.toThrow(LedgerContradictionError);
  });

  it('steps back over a deletion far larger than the overlap', async () => {
    const rows = makeRows(2_000);
    const survivors = rows.slice(900).map(({ id }) => id);
    const disturb = (request: number): void => {
      if (request === 11) rows.splice(0, 900);
    };
    const { ids } = await walkAll(rows, { pageSize: 100, disturb });
    for (const id of survivors) expect(ids).toContain(id);
  });

  it('misses no row that stays, whatever is deleted and inserted meanwhile', async () => {
    const change = fc.record({
      request: fc.integer({ min: 1, max: 30 }),
      remove: fc.boolean(),
      at: fc.integer({ min: 0, max: 1_000 }),
      many: fc.integer({ min: 1, max: 25 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 160 }),
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 20, max: 200 }),
        fc.array(change, { maxLength: 12 }),
        async (count, pageSize, capacity, changes) => {
          const rows = makeRows(count);
          const gone = new Set<number>();
          const disturb = (request: number): void => {
            for (const { remove, at, many } of changes.filter((one) => one.request === request)) {
              const index = rows.length === 0 ? 0 : at % rows.length;
              if (remove) for (const { id } of rows.splice(index, many)) gone.add(id);
              else {
                // Ids between, before and behind the known ones, dated anywhere.
                for (let n = 0; n < Math.min(many, 9); n += 1) {
                  rows.push({ id: at * 10 + n + 1, on: addDays(FIRST, (at + n) % 59) });
                }
              }
              const unique = new Map(rows.map((row) => [row.id, row]));
              rows.splice(0, rows.length, ...unique.values());
            }
          };
          const { ids } = await walkAll(rows, { pageSize, capacity, disturb });
          const returned = new Set(ids);
          for (const { id } of makeRows(count)) if (!gone.has(id)) expect(returned).toContain(id);
        },
      ),
      { numRuns: 300 },
    );
  });
});
