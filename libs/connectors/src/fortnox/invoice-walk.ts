import { LedgerContradictionError } from '../contract/index.js';
import { StepBound } from '../kit/index.js';
import type { RestState, WalkState } from './cursor.js';

export interface WalkRow {
  /** Undefined on a row whose number cannot be read: it is passed on, to be refused. */
  readonly number: string | undefined;
  /** Whether the row costs a reading of its own; the others only move the walk on. */
  readonly isCandidate: boolean;
}

export interface ListStretch<R extends WalkRow> {
  readonly rows: readonly R[];
  /** How many rows there are, as the vendor counts: of the whole list or from the offset on, which is not documented. */
  readonly total: number;
}

/** One request to the list, sorted by document number. */
export type FetchStretch<R extends WalkRow> = (offset: number, count: number) => Promise<ListStretch<R>>;

export interface WalkPage<R extends WalkRow> {
  readonly candidates: readonly R[];
  readonly recordsRead: number;
  readonly next: WalkState | RestState;
}

/** The vendor's largest page: rows are cheap, candidates are not. */
export const ROWS_PER_REQUEST = 500;
/** A page ends after so many requests even with few candidates: a long history of paid invoices is saved on the way. */
const STRETCHES_MAX = 20;
const REQUESTS_MAX = STRETCHES_MAX + 100;
const RESTARTS_MAX = 5;
/** Stretches looked at, before and behind, for an anchor that moved: some 3 500 rows either way. */
const SEARCHES_MAX = 14;

/**
 * Reads on until the page has its candidates or the list ends; see `cursor.ts` for why nothing is missed.
 * @throws LedgerContradictionError the list does not end, ignores what was asked, or cannot hold its order
 */
export async function walkPage<R extends WalkRow>(
  start: WalkState,
  candidatesMax: number,
  fetch: FetchStretch<R>,
): Promise<WalkPage<R>> {
  const bound = new StepBound('The walk over Fortnox’s invoices', REQUESTS_MAX);
  const candidates: R[] = [];
  let recordsRead = 0;
  let state = start;
  for (let stretch = 1; ; stretch += 1) {
    const found = await behindAnchor(state, bound, fetch);
    if (!found) {
      if (candidates.length > 0) return { candidates, recordsRead, next: state };
      state = restarted(state);
      continue;
    }
    const { rows, offset, isEnd } = found;
    const taken = take(rows, candidatesMax - candidates.length);
    candidates.push(...taken.filter(({ isCandidate }) => isCandidate));
    recordsRead += taken.length;
    state = moved(state, taken, offset);
    if (isEnd && taken.length === rows.length) {
      const { invoicedFrom, startedAt } = state;
      return { candidates, recordsRead, next: { kind: 'rest', invoicedFrom, startedAt } };
    }
    if (candidates.length >= candidatesMax || stretch >= STRETCHES_MAX)
      return { candidates, recordsRead, next: state };
  }
}

interface Found<R> {
  /** Rows behind the anchor. */
  readonly rows: readonly R[];
  /** Rows of the list before the first of them. */
  readonly offset: number;
  /** Whether the list ends with them. */
  readonly isEnd: boolean;
}

/** Undefined when the anchor is not found nearby. */
async function behindAnchor<R extends WalkRow>(
  { anchor, offset }: WalkState,
  bound: StepBound,
  fetch: FetchStretch<R>,
): Promise<Found<R> | undefined> {
  const expected = anchor === '' ? 0 : Math.max(0, offset - 1);
  const looked = new Set<number>();
  let end = Infinity;
  for (let search = 0; search < SEARCHES_MAX; search += 1) {
    const from = Math.max(0, expected + shift(search));
    if (from >= end || looked.has(from)) continue;
    looked.add(from);
    bound.step();
    const { rows, total } = await fetch(from, ROWS_PER_REQUEST);
    assertStretch(rows);
    const at = anchor === '' ? -1 : rows.findIndex(({ number }) => number === anchor);
    if (anchor === '' || at >= 0) {
      const behind = rows.slice(at + 1);
      return {
        rows: behind,
        offset: from + at + 1,
        isEnd: endsHere(behind.length, rows.length, from, total),
      };
    }
    end = Math.min(end, from + total);
  }
  return undefined;
}

/**
 * Certain in either reading of the total: no more rows are counted than the page has, or nothing stands behind the
 * anchor. A page shorter than asked for proves nothing, since a vendor may cut the size.
 */
function endsHere(behind: number, onPage: number, from: number, total: number): boolean {
  if (behind === 0 && from + onPage < total) {
    throw new LedgerContradictionError('Fortnox counts more invoices than it lists.');
  }
  return behind === 0 || onPage >= total;
}

/** 0, one stretch back, one forward, two back…; each overlaps its neighbour by one row. */
function shift(search: number): number {
  const distance = Math.ceil(search / 2) * (ROWS_PER_REQUEST - 1);
  return search % 2 === 1 ? -distance : distance;
}

/** Up to and with the row that fills the page. */
function take<R extends WalkRow>(rows: readonly R[], candidatesMax: number): readonly R[] {
  let candidates = 0;
  for (let at = 0; at < rows.length; at += 1) {
    if (rows[at]?.isCandidate) candidates += 1;
    if (candidates >= candidatesMax) return rows.slice(0, at + 1);
  }
  return rows;
}

function moved(state: WalkState, taken: readonly WalkRow[], offset: number): WalkState {
  const last = taken.findLastIndex(({ number }) => number !== undefined);
  const anchor = taken[last]?.number;
  return anchor === undefined ? state : { ...state, anchor, offset: offset + last + 1 };
}

function restarted(state: WalkState): WalkState {
  if (state.restarts >= RESTARTS_MAX) {
    throw new LedgerContradictionError(
      'Fortnox’s list of invoices changes its order between requests: the pull cannot tell what it has read.',
    );
  }
  return { ...state, anchor: '', offset: 0, restarts: state.restarts + 1 };
}

function assertStretch(rows: readonly WalkRow[]): void {
  if (rows.length > ROWS_PER_REQUEST) {
    throw new LedgerContradictionError('Fortnox returned more invoices than were asked for.');
  }
  const numbers = rows.flatMap(({ number }) => (number === undefined ? [] : [number]));
  if (new Set(numbers).size !== numbers.length) {
    throw new LedgerContradictionError('Fortnox returned one invoice twice on a page.');
  }
}
