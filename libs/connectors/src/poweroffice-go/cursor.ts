import { type Clock, isLocalDate, type JsonObject, type LocalDate } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';
import { readTicks, type Ticks, ticksOfMs, writeTicks } from './ticks.js';

/**
 * What the cursor holds, and why no invoice is missed.
 *
 * `GET /OutgoingInvoices` filters on the instant at which an invoice's balance last changed, exclusively; making an
 * invoice is its first change. A walk reads the list in the order of that instant, always from the front: never page 2,
 * because rows that leave the list (they were paid) would pull later ones over the page's edge.
 *
 * Claim: every invoice that passes the filter from the walk's first request to its last is returned at least once.
 * Invariant: all invoices whose instant lies before `at` were returned, and of those at `at` itself the `seen` first,
 * whose ids sum to `digest`. A row's instant only ever moves forward, to the time of a change: what was not returned
 * yet stays ahead of us, and what was returned and changed comes again. Rows with one and the same instant may lie
 * over a page's edge: the next request begins just before `at`, asks for `seen` rows more, and passes over the first
 * `seen` only when they are the very ones of before, by their digest, whatever order the ledger gives them in. If they
 * are not, all rows of that instant are returned together (`balance-walk.ts`). The order is checked on every answer.
 *
 * At the end the cursor rests at the newest instant seen, which is the ledger's time and not ours: a wrong clock here
 * changes nothing. The next walk begins `OVERLAP` before it, for rows that were written with an earlier instant but
 * became visible later, and for servers of the vendor whose clocks differ. An instant in the future must not carry the
 * cursor along: it rests no later than our own time and `CLOCK_SKEW` more.
 *
 * The alternative that fails: `at` as a `Date`. It loses four of the seven decimals, so the exclusive filter either
 * passes over rows of the same millisecond or never gets beyond them.
 *
 * What a walk cannot show (an invoice taken out of the ledger, an instant that was never set) the daily full pull and
 * the reading of unseen items by id show.
 */
export const CURSOR_VERSION = 1;

const MINUTE: Ticks = 600_000_000n;
/** Two clocks of the vendor, each ten minutes wrong in opposite directions, and ten minutes for a late commit. */
export const OVERLAP: Ticks = 30n * MINUTE;
const CLOCK_SKEW: Ticks = 10n * MINUTE;

const FIRST_LOOK_BACK_MS = 7 * 86_400_000;

/** In the middle of a walk. Zero stands for "before all time": no filter, and rows that bear no instant. */
export interface WalkState {
  readonly kind: 'walk';
  readonly invoicedFrom: LocalDate | undefined;
  readonly at: Ticks;
  readonly seen: number;
  readonly digest: string;
}

/** A walk came to its end; `reached` is zero when the list was empty. */
export interface RestState {
  readonly kind: 'rest';
  readonly invoicedFrom: LocalDate | undefined;
  readonly reached: Ticks;
}

export type CursorState = WalkState | RestState;

export const NOTHING_SEEN = { seen: 0, digest: '0' } as const;

/** @throws CursorExpiredError */
export function startState(cursor: Cursor | undefined, invoicedFrom?: LocalDate): WalkState {
  if (!cursor) return { kind: 'walk', invoicedFrom, at: 0n, ...NOTHING_SEEN };
  const state = readCursor(cursor);
  if (invoicedFrom !== undefined && (state.invoicedFrom === undefined || invoicedFrom < state.invoicedFrom)) {
    throw new CursorExpiredError('The first day to collect from was moved back; the pull starts afresh.');
  }
  if (state.kind === 'walk') return state;
  const at = state.reached > OVERLAP ? state.reached - OVERLAP : 0n;
  return { kind: 'walk', invoicedFrom: state.invoicedFrom, at, ...NOTHING_SEEN };
}

/**
 * Where a feed of changes begins that has no cursor yet: the open items were just pulled, and the history before is none of
 * its business. A hub that slept longer than this between the two begins with a full pull anyway.
 */
export function feedStart(clock: Clock): WalkState {
  const at = ticksOfMs(clock.now().getTime() - FIRST_LOOK_BACK_MS);
  return { kind: 'walk', invoicedFrom: undefined, at, ...NOTHING_SEEN };
}

/** Where a walk that ended at `newest` comes to rest. */
export function restAt(newest: Ticks, invoicedFrom: LocalDate | undefined, clock: Clock): RestState {
  const latest = ticksOfMs(clock.now().getTime()) + CLOCK_SKEW;
  return { kind: 'rest', invoicedFrom, reached: newest < latest ? newest : latest };
}

export function toCursor(state: CursorState): Cursor {
  const { invoicedFrom } = state;
  const day = invoicedFrom === undefined ? {} : { invoicedFrom };
  const written: JsonObject =
    state.kind === 'rest'
      ? { kind: 'rest', ...day, reached: writeInstant(state.reached) }
      : { kind: 'walk', ...day, at: writeInstant(state.at), seen: state.seen, digest: state.digest };
  return { version: CURSOR_VERSION, state: written };
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

function readState({ kind, invoicedFrom, at, reached, seen, digest }: JsonObject): CursorState | undefined {
  const day = typeof invoicedFrom === 'string' && isLocalDate(invoicedFrom) ? invoicedFrom : undefined;
  if (invoicedFrom !== undefined && day === undefined) return undefined;
  if (kind === 'rest') {
    const instant = readInstant(reached);
    return instant === undefined ? undefined : { kind, invoicedFrom: day, reached: instant };
  }
  const instant = readInstant(at);
  if (kind !== 'walk' || instant === undefined || typeof digest !== 'string') return undefined;
  if (typeof seen !== 'number' || !Number.isSafeInteger(seen) || seen < 0) return undefined;
  return { kind, invoicedFrom: day, at: instant, seen, digest };
}

function writeInstant(ticks: Ticks): string {
  return ticks === 0n ? '' : writeTicks(ticks);
}

function readInstant(value: unknown): Ticks | undefined {
  if (typeof value !== 'string') return undefined;
  return value === '' ? 0n : readTicks(value);
}
