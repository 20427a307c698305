import { type Clock, isLocalDate, type JsonObject, type LocalDate } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';
import { readKey, type RowKey, textOf } from './keys.js';
import { readStamp, wallClockAt, type WallMs, writeStamp } from './server-time.js';

/**
 * What the cursor holds, and why no row is missed.
 *
 * Both tables are walked by their primary key (journal number, running number), upwards: each request asks for rows
 * beyond the last key seen, never for a page by position. A key never changes and is never given twice, so a row that
 * vanishes (an open entry is deleted when it is settled) or appears moves no other row over a page's edge, and rows with
 * one and the same timestamp cannot straddle it. A full walk returns every row that is there from its first request to
 * its last.
 *
 * An incremental walk takes only rows with `changedTimestamp >= since`; the filter stays the same to its end. A row that
 * changes behind the walk keeps a timestamp later than the walk's beginning, so the next walk must begin no later than
 * this one did. Therefore the first request of each walk also asks for the newest timestamp in the table, and the
 * cursor rests `OVERLAP` before that: server's time against server's time, and our own clock plays no part.
 *
 * The overlap covers what a wall clock without a zone can do: it goes back an hour in autumn (rows of the second hour bear
 * times before the newest one), two servers may differ by ten minutes each in opposite directions, and a row may be
 * committed some minutes after its timestamp was taken. A timestamp far ahead (a wrong clock, since put right) must not
 * carry the cursor along, so it rests no later than our own wall clock plus `CLOCK_SKEW`; resting earlier than needed
 * only reads more. `since` never falls: what lies before it was returned by the walk before.
 *
 * Rows that were not touched since October 2024 have no timestamp. They are read by the full walk; the moment that
 * anything happens to one, it gets a timestamp and the incremental walk finds it. Rows that are deleted cannot show
 * themselves: the hub reads what it misses by id, and pulls in full once a day.
 *
 * The alternatives that fail: `after` with the server's cursors are positions in a live set, so a settled entry hides
 * the row behind it; walking in the order of `changedTimestamp` loses rows of equal timestamps at a page's edge; and our
 * own clock for `since` loses as many minutes as the two clocks differ.
 */
export const CURSOR_VERSION = 1;

const MINUTE = 60_000;
/** The hour that a wall clock repeats, ten minutes of skew on each of two servers, ten minutes for a late commit. */
export const OVERLAP: WallMs = 90 * MINUTE;
export const CLOCK_SKEW: WallMs = 10 * MINUTE;

const FIRST_LOOK_BACK: WallMs = 7 * 1_440 * MINUTE;

/** Between two pages of a walk. */
export interface WalkState {
  readonly kind: 'walk';
  readonly invoicedFrom: LocalDate | undefined;
  /** Only rows changed since then; undefined for all. */
  readonly since: WallMs | undefined;
  /** The last key that was returned; undefined before the first page. */
  readonly at: RowKey | undefined;
  /** Where the next walk begins; known from the first page on. */
  readonly nextSince: WallMs | undefined;
}

/** A walk came to its end. `since` is undefined while no row of the table bears a timestamp. */
export interface RestState {
  readonly kind: 'rest';
  readonly invoicedFrom: LocalDate | undefined;
  readonly since: WallMs | undefined;
}

export type CursorState = WalkState | RestState;

/** Before any timestamp there can be: rows without one are not taken. */
const SINCE_EVER: WallMs = Date.UTC(1900, 0, 1);

/** @throws CursorExpiredError */
export function startState(cursor: Cursor | undefined, invoicedFrom?: LocalDate): WalkState {
  const fresh = { kind: 'walk', at: undefined, nextSince: undefined } as const;
  if (!cursor) return { ...fresh, invoicedFrom, since: undefined };
  const state = readCursor(cursor);
  if (invoicedFrom !== undefined && (state.invoicedFrom === undefined || invoicedFrom < state.invoicedFrom)) {
    throw new CursorExpiredError('The first day to collect from was moved back; the pull starts afresh.');
  }
  if (state.kind === 'walk') return state;
  return { ...fresh, invoicedFrom: state.invoicedFrom, since: state.since ?? SINCE_EVER };
}

/** Where a feed of changes begins that has no cursor yet: the open items were just pulled, older history is not its business. */
export function feedStart(clock: Clock): WalkState {
  const since = wallClockAt(clock.now()) - FIRST_LOOK_BACK - OVERLAP;
  return { kind: 'walk', invoicedFrom: undefined, since, at: undefined, nextSince: undefined };
}

/** Where the walk after this one may begin, by the newest timestamp that was in the table before this one's first page. */
export function sinceAfter(
  newest: WallMs | undefined,
  { since }: Pick<WalkState, 'since'>,
  clock: Clock,
): WallMs | undefined {
  if (newest === undefined) return since;
  const safe = Math.min(newest, wallClockAt(clock.now()) + CLOCK_SKEW) - OVERLAP;
  return since === undefined ? safe : Math.max(since, safe);
}

export function toCursor(state: CursorState): Cursor {
  const { invoicedFrom, since } = state;
  const shared: JsonObject = {
    kind: state.kind,
    ...(invoicedFrom === undefined ? {} : { invoicedFrom }),
    ...(since === undefined ? {} : { since: writeStamp(since) }),
  };
  if (state.kind === 'rest') return { version: CURSOR_VERSION, state: shared };
  const { at, nextSince } = state;
  return {
    version: CURSOR_VERSION,
    state: {
      ...shared,
      ...(at === undefined ? {} : { at: textOf(at) }),
      ...(nextSince === undefined ? {} : { nextSince: writeStamp(nextSince) }),
    },
  };
}

/** @throws CursorExpiredError */
export function readCursor({ version, state }: Cursor): CursorState {
  if (version !== CURSOR_VERSION) {
    throw new CursorExpiredError(
      `The cursor is of version ${version}; this connector writes ${CURSOR_VERSION}.`,
    );
  }
  const read = readState(state);
  if (!read) throw new CursorExpiredError('The cursor cannot be read.');
  return read;
}

function readState({ kind, invoicedFrom, since, at, nextSince }: JsonObject): CursorState | undefined {
  const day = typeof invoicedFrom === 'string' && isLocalDate(invoicedFrom) ? invoicedFrom : undefined;
  const from = typeof since === 'string' ? readStamp(since) : undefined;
  if (day !== invoicedFrom || (since !== undefined && from === undefined)) return undefined;
  if (kind === 'rest') return { kind, invoicedFrom: day, since: from };
  const key = typeof at === 'string' ? readKey(at) : undefined;
  const next = typeof nextSince === 'string' ? readStamp(nextSince) : undefined;
  if (kind !== 'walk' || key === undefined || (nextSince !== undefined && next === undefined))
    return undefined;
  return { kind, invoicedFrom: day, since: from, at: key, nextSince: next };
}
