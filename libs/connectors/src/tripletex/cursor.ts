import { addDays, earliest, isLocalDate, type JsonObject, latest, type LocalDate } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';

/**
 * What the cursor holds, and why no open invoice is missed.
 *
 * Tripletex lists invoices by invoice date only: no change feed, no filter on what is unpaid, and neither `version` nor
 * `changes` move when a payment is booked. So a pull walks all invoices of a range of invoice dates, in windows that
 * stay under the vendor's bound of 10 000 objects, each sorted by id.
 *
 * Claim: an invoice that is in the range from the walk's first request to its last is returned at least once.
 * Invariant: every such invoice of the current window with an id up to `lastId` has been returned. A page is accepted
 * only when its first row has an id no higher than `lastId`, or it begins at offset 0 (`invoice-walk.ts`). An accepted
 * page is a contiguous stretch of the list as it stood at one moment, so every listed invoice with an id between
 * `lastId` and the page's last id is on it: the invariant holds for the new `lastId`. A short accepted page holds all
 * that follow, so the window is done. Payments do not move rows, since nothing is filtered by them.
 *
 * The alternative that fails: going on at offset + 100 after a row before that offset was deleted. All later rows
 * have moved up by one, and the one that slid over the edge is never returned. Sorting by date fails the same way when
 * a date is corrected. Hence the overlap by one row, whose id must be known; if it is not, the walk steps back.
 *
 * Incremental: the walk begins `OVERLAP_DAYS` before the day the last walk reached, since invoices are charged with
 * dates in the past (drafts get their id early, so ids are no measure of age either). An invoice charged with an even
 * older date, or redated across windows during a walk, is caught by the next full pull, which the hub runs daily;
 * payments and credits of known items come through `readItems`, not through this cursor.
 */
export const CURSOR_VERSION = 1;

export const OVERLAP_DAYS = 62;

/** In the middle of a walk. Days are `[from, to)`; `until` is the first day after the whole walk. */
export interface WalkState {
  readonly kind: 'walk';
  readonly invoicedFrom: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly until: LocalDate;
  /** Highest id returned in this window; 0 before the first page. */
  readonly lastId: number;
  /** Rows of this window that lie up to `lastId`, as far as we know: where to look for the next. */
  readonly offset: number;
}

/** A walk is complete up to, not including, `reached`. */
export interface RestState {
  readonly kind: 'rest';
  readonly invoicedFrom: LocalDate;
  readonly reached: LocalDate;
}

export type CursorState = WalkState | RestState;

/** The state a pull begins with. `tomorrow` is the first day that no invoice of today bears. */
export function startState(
  cursor: Cursor | undefined,
  invoicedFrom: LocalDate,
  tomorrow: LocalDate,
): WalkState {
  if (!cursor) return walk(invoicedFrom, invoicedFrom, tomorrow);
  const state = readCursor(cursor);
  if (invoicedFrom < state.invoicedFrom) {
    throw new CursorExpiredError('The first day to collect from was moved back; the pull starts afresh.');
  }
  if (state.kind === 'walk') return state;
  const from = latest(invoicedFrom, addDays(state.reached, -OVERLAP_DAYS));
  return walk(invoicedFrom, from, tomorrow);
}

function walk(invoicedFrom: LocalDate, from: LocalDate, tomorrow: LocalDate): WalkState {
  // A first day in the future leaves an empty walk, which Tripletex would refuse to list.
  const start = earliest(from, addDays(tomorrow, -1));
  return { kind: 'walk', invoicedFrom, from: start, to: tomorrow, until: tomorrow, lastId: 0, offset: 0 };
}

export function toCursor(state: CursorState): Cursor {
  return { version: CURSOR_VERSION, state: { ...state } as JsonObject };
}

/** @throws CursorExpiredError */
export function readCursor({ version, state }: Cursor): CursorState {
  if (version !== CURSOR_VERSION) {
    throw new CursorExpiredError(
      `The cursor is of version ${version}; this connector writes ${CURSOR_VERSION}.`,
    );
  }
  const read = state['kind'] === 'rest' ? readRest(state) : readWalk(state);
  if (!read) throw new CursorExpiredError('The cursor cannot be read.');
  return read;
}

function readRest({ invoicedFrom, reached }: JsonObject): RestState | undefined {
  return isDay(invoicedFrom) && isDay(reached) ? { kind: 'rest', invoicedFrom, reached } : undefined;
}

function readWalk({
  kind,
  invoicedFrom,
  from,
  to,
  until,
  lastId,
  offset,
}: JsonObject): WalkState | undefined {
  if (kind !== 'walk' || !isDay(invoicedFrom) || !isDay(from) || !isDay(to) || !isDay(until))
    return undefined;
  if (!isCount(lastId) || !isCount(offset)) return undefined;
  return { kind, invoicedFrom, from, to, until, lastId, offset };
}

function isDay(value: unknown): value is LocalDate {
  return typeof value === 'string' && isLocalDate(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
