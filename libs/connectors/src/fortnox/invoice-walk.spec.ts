import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import fc from 'fast-check';
import { LedgerContradictionError } from '../contract/index.js';
import { OVERLAP_MS, startState, toCursor, type WalkState } from './cursor.js';
import { type FetchStretch, walkPage, type WalkRow } from './invoice-walk.js';

const FROM = localDate('2026-01-01');
const START = startState(undefined, FROM, new Date('2026-03-18T10:00:00Z'));

type Order = (a: string, b: string) => number;
const BY_TEXT: Order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/** None begins with a nought. */
const BY_NUMBER: Order = (a, b) => a.length - b.length || BY_TEXT(a, b);

/** Walks to the end over a list that `disturb` may change before each request. */
async function walkAll(
  list: () => readonly string[],
  {
    pageSize = 50,
    order = BY_NUMBER,
    disturb = () => undefined,
    state = START,
    pagesMax = 2_000,
    isCandidate = () => true,
    rowsMax = 500,
    totalFromOffset = false,
  }: {
    readonly pageSize?: number;
    readonly order?: Order;
    readonly disturb?: (request: number) => void;
    readonly state?: WalkState;
    readonly pagesMax?: number;
    readonly isCandidate?: (number: string) => boolean;
    /** The vendor's own bound on a page. */
    readonly rowsMax?: number;
    readonly totalFromOffset?: boolean;
  } = {},
): Promise<{ readonly seen: string[]; readonly requests: number; readonly pages: number }> {
  const seen: string[] = [];
  let requests = 0;
  let known: readonly string[] = [];
  let sorted: readonly string[] = [];
  const fetch: FetchStretch<WalkRow> = (offset, count) => {
    requests += 1;
    disturb(requests);
    const now = list();
    if (now !== known) sorted = [...now].sort(order);
    known = now;
    const rows = sorted
      .slice(offset, offset + Math.min(count, rowsMax))
      .map((number) => ({ number, isCandidate: isCandidate(number) }));
    return Promise.resolve({ rows, total: sorted.length - (totalFromOffset ? offset : 0) });
  };
  let at = state;
  for (let pages = 1; pages <= pagesMax; pages += 1) {
    const { candidates, next } = await walkPage(at, pageSize, fetch);
    seen.push(...candidates.map(({ number }) => number ?? ''));
    if (next.kind === 'rest') return { seen, requests, pages };
    at = next;
  }
  throw new Error('The walk did not end.');
}

const numbers = (count: number, first = 1): string[] =>
  Array.from({ length: count }, (_, index) => String(first + index));

describe('the walk over invoices', () => {
  it('returns every candidate once while nothing moves, whatever the page', async () => {
    for (const pageSize of [1, 3, 50]) {
      const { seen } = await walkAll(() => numbers(120), { pageSize });
      expect(seen).toEqual(numbers(120));
    }
  });

  it('reads 500 rows a request, and saves its place on the way through paid ones', async () => {
    const list = numbers(30_000);
    const { seen, requests, pages } = await walkAll(() => list, {
      isCandidate: (number) => number === '29999',
    });
    expect(seen).toEqual(['29999']);
    expect(requests).toBeLessThanOrEqual(62);
    expect(pages).toBeGreaterThan(1);
  });

  it.each([true, false])(
    'ends right whether the total counts from the offset or not (%s)',
    async (totalFromOffset) => {
      for (const rowsMax of [500, 100, 2]) {
        const count = rowsMax === 2 ? 60 : 1_234;
        const { seen } = await walkAll(() => numbers(count), { pageSize: 40, rowsMax, totalFromOffset });
        expect(seen).toEqual(numbers(count));
      }
    },
  );

  it('handles an empty list', async () => {
    expect((await walkAll(() => [])).seen).toEqual([]);
  });

  it('misses none of 100 000 while rows come and go around it', async () => {
    let live = numbers(100_000, 1_000);
    const stays = new Set(live);
    let next = 500_000;
    const { seen } = await walkAll(() => live, {
      pageSize: 5_000,
      isCandidate: (number) => Number(number) % 10 === 0,
      disturb: (request) => {
        if (request % 7 !== 0) return;
        for (const gone of live.slice(request * 11, request * 11 + 90)) stays.delete(gone);
        live = live.filter((number) => stays.has(number) || Number(number) >= 500_000);
        live = [...live, String((next += 1)), String(999 - (request % 900))];
      },
    });
    const returned = new Set(seen);
    const missed = [...stays].filter((number) => Number(number) % 10 === 0 && !returned.has(number));
    expect(missed).toEqual([]);
  });

  it('misses nothing that stays, under any inserts and deletions, in either order of numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { minLength: 0, maxLength: 60 }),
        fc.array(
          fc.record({
            request: fc.nat(30),
            insert: fc.boolean(),
            number: fc.integer({ min: 1, max: 3_000 }),
          }),
          { maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        fc.boolean(),
        async (initial, changes, pageSize, asText, totalFromOffset) => {
          const live = new Set(initial.map(String));
          const stays = new Set(live);
          const disturb = (request: number): void => {
            for (const change of changes) {
              if (change.request !== request) continue;
              if (change.insert) live.add(String(change.number));
              else {
                live.delete(String(change.number));
                stays.delete(String(change.number));
              }
            }
          };
          const order = asText ? BY_TEXT : BY_NUMBER;
          let seen: readonly string[] = [];
          try {
            ({ seen } = await walkAll(() => [...live], {
              pageSize,
              order,
              disturb,
              totalFromOffset,
              rowsMax: 5,
            }));
          } catch (error) {
            // Stopping with its name is allowed; ending without a row is not.
            if (!(error instanceof LedgerContradictionError)) throw error;
            return;
          }
          const returned = new Set(seen);
          expect([...stays].filter((number) => !returned.has(number))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds its place again after a thousand rows have gone before it', async () => {
    let live = numbers(5_000);
    const { seen } = await walkAll(() => live, {
      pageSize: 100,
      disturb: (request) => {
        if (request === 30) live = live.slice(1_200);
      },
    });
    expect(new Set(seen).size).toBe(5_000);
    expect(seen.length).toBe(5_000);
  });

  it('stops by name when the list never holds still, never ends, or repeats itself', async () => {
    let first = 1;
    const shifting = walkAll(() => numbers(2_000, first), {
      pageSize: 10,
      disturb: () => void (first += 5_000),
    });
    await expect(shifting).rejects.toBeInstanceOf(LedgerContradictionError);
    const endless: FetchStretch<WalkRow> = () => Promise.resolve({ rows: [], total: 10 });
    await expect(walkPage(START, 5, endless)).rejects.toBeInstanceOf(LedgerContradictionError);
    const twice: FetchStretch<WalkRow> = () => Promise.resolve({ rows: [row('1'), row('1')], total: 2 });
    await expect(walkPage(START, 5, twice)).rejects.toBeInstanceOf(LedgerContradictionError);
  });

  it('passes on a row without a number, to be refused', async () => {
    const rows = [row('1'), row(undefined), row('3')];
    const page = await walkPage(START, 5, () => Promise.resolve({ rows, total: 3 }));
    expect(page.candidates).toHaveLength(3);
    expect(page.next.kind).toBe('rest');
  });
});

const row = (number: string | undefined): WalkRow => ({ number, isCandidate: true });

/** Changes happen, become visible late, and are stamped by a clock that is not ours; two pulls read around them. */
describe('from one pull to the next', () => {
  const MINUTE = 60_000;

  it('misses no change under skewed clocks, a late commit, and either reading of the time zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
        fc.integer({ min: 0, max: 120 * MINUTE }),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }),
        fc.boolean(),
        (skewMs, visibleAfterMs, visibleAtMs, readAsUtc) => {
          // The change becomes visible just after the first walk has begun, and was stamped before that.
          const walkStartedAt = new Date(visibleAtMs - 1);
          const stampMs = visibleAtMs - visibleAfterMs + skewMs;
          const rest = toCursor({ kind: 'rest', invoicedFrom: FROM, startedAt: walkStartedAt.toISOString() });
          const { since } = startState(rest, FROM, new Date(visibleAtMs + OVERLAP_MS * 10));
          expect(asInstants(since, readAsUtc).every((sinceMs) => sinceMs <= stampMs)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** All instants that the text may mean to the vendor: two where a Swedish night has an hour twice. */
function asInstants(text: string, readAsUtc: boolean): number[] {
  const utc = Date.parse(`${text.replace(' ', 'T')}:00Z`);
  return readAsUtc ? [utc] : [utc - 3_600_000, utc - 7_200_000].filter((ms) => swedish(ms) === text);
}

function swedish(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 16);
}
