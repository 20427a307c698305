import { addDays, daysBetween, earliest, type LocalDate } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import { assertRising, StepBound } from '../kit/index.js';
import type { RestState, WalkState } from './cursor.js';

export interface WindowRequest {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly offset: number;
  readonly count: number;
}

export interface WalkRow {
  /** Undefined on a row whose id cannot be read: it is passed on, to be refused. */
  readonly id: number | undefined;
}

/** One request to the list, sorted by id; `too-large` when the window holds more than the vendor lists. */
export type FetchWindow<R extends WalkRow> = (request: WindowRequest) => Promise<readonly R[] | 'too-large'>;

export interface WalkPage<R extends WalkRow> {
  /** Rows not returned before in this window. */
  readonly rows: readonly R[];
  readonly recordsRead: number;
  readonly next: WalkState | RestState;
}

/** The vendor lists no more than this from one window. */
const WINDOW_ROWS_MAX = 10_000;
/** Most rows asked for at once; only stepping back comes near it. */
const COUNT_MAX = 1_000;
/** Halving a hundred years down to a day takes 16 steps; stepping back over 10 000 rows takes 14. */
const REQUESTS_MAX = 40;

/** Reads the next page of a walk; see `cursor.ts` for why nothing is missed. */
export async function walkPage<R extends WalkRow>(
  start: WalkState,
  pageSize: number,
  fetch: FetchWindow<R>,
): Promise<WalkPage<R>> {
  const bound = new StepBound('The walk over Tripletex’s invoices', REQUESTS_MAX);
  let state = start;
  let overlap = 1;
  let recordsRead = 0;
  for (;;) {
    bound.step();
    const offset = Math.max(0, state.offset - overlap);
    const count = Math.min(COUNT_MAX, pageSize + (state.offset - offset));
    const rows =
      offset + count > WINDOW_ROWS_MAX ? 'too-large' : await fetch({ ...range(state), offset, count });
    if (rows === 'too-large') {
      state = halved(state);
      overlap = 1;
      continue;
    }
    assertPage(rows, count);
    recordsRead += rows.length;
    const first = rows.find(({ id }) => id !== undefined)?.id;
    if (offset > 0 && (first === undefined || first > state.lastId)) {
      // Rows before us were deleted: what we have not seen may lie before this page.
      overlap = Math.min(overlap * 4, state.offset);
      continue;
    }
    const firstFresh = rows.findIndex(({ id }) => id !== undefined && id > state.lastId);
    if (firstFresh < 0 && rows.length === count) {
      // Rows were inserted before us: go forward, with the page's own last row as the overlap.
      state = { ...state, offset: offset + rows.length };
      overlap = 1;
      continue;
    }
    const taken = firstFresh < 0 ? [] : rows.slice(firstFresh, firstFresh + pageSize);
    const end = offset + Math.max(0, firstFresh) + taken.length;
    const isLastPage = rows.length < count && (firstFresh < 0 || firstFresh + taken.length === rows.length);
    const next = isLastPage
      ? nextWindow(state, offset + rows.length)
      : { ...state, lastId: lastIdOf(taken, state), offset: end };
    return { rows: taken, recordsRead, next };
  }
}

function lastIdOf(rows: readonly WalkRow[], { lastId }: WalkState): number {
  return rows.reduce((highest, { id }) => Math.max(highest, id ?? 0), lastId);
}

/** The next window is as long as this one, and twice as long when this one was far from the bound. */
function nextWindow(state: WalkState, rowsInWindow: number): WalkState | RestState {
  if (state.to >= state.until)
    return { kind: 'rest', invoicedFrom: state.invoicedFrom, reached: state.until };
  const days = daysBetween(state.from, state.to) * (rowsInWindow < WINDOW_ROWS_MAX / 4 ? 2 : 1);
  const to = earliest(addDays(state.to, Math.max(1, days)), state.until);
  return { ...state, from: state.to, to, lastId: 0, offset: 0 };
}

function range({ from, to }: WalkState): Pick<WindowRequest, 'from' | 'to'> {
  return { from, to };
}

/** Begins the shorter window at its start: rows already returned come again, which is harmless. */
function halved(state: WalkState): WalkState {
  const days = daysBetween(state.from, state.to);
  if (days <= 1) {
    throw new LedgerContradictionError(
      `More than ${WINDOW_ROWS_MAX} invoices are dated ${state.from}: Tripletex does not list them, so the pull stops.`,
    );
  }
  return { ...state, to: addDays(state.from, Math.floor(days / 2)), lastId: 0, offset: 0 };
}

function assertPage(rows: readonly WalkRow[], count: number): void {
  if (rows.length > count) {
    throw new LedgerContradictionError('Tripletex returned more invoices than were asked for.');
  }
  assertRising(
    'Tripletex’s invoices',
    rows.flatMap(({ id }) => (id === undefined ? [] : [id])),
  );
}
