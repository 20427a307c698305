import { isLocalDate, type JsonObject, type LocalDate } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';

/**
 * What the cursor holds, and why no open invoice is missed.
 *
 * A pull walks the list of invoices by rising document number: a full pull all that are dated from `invoicedFrom` on, an
 * incremental one all that Fortnox says were modified since an instant. No filter on what is unpaid is sent: its
 * meaning is documented nowhere, and rows would leave the list as they are paid. The list's own `Balance` picks the
 * candidates, and each is read by itself.
 *
 * Claim 1 (one walk): an invoice that is in the list from the walk's first request to its last is returned at least
 * once. Invariant: every such invoice that stands before `anchor`, or is it, has been returned. A page is used only
 * when it holds the anchor, and only what stands behind the anchor on it is new. A page is a contiguous stretch of the
 * list at one moment, and an invoice never changes its place relative to another (numbers do not change), so every
 * such invoice between the anchor and the page's last row is on it: the invariant holds for the new anchor. Nothing
 * about the order is used but that it is fixed, so it does not matter whether Fortnox sorts numbers as numbers or as
 * text. The walk ends when nothing stands behind the anchor. Where the anchor is not on the page, rows before it came
 * or went: the walk looks for it nearby, and begins anew when it is gone (`invoice-walk.ts`).
 *
 * Claim 2 (the next pull): an invoice that changed or appeared after the walk's first request, or that came into the
 * list behind the walk's back, is returned by the next walk. That one asks for all modified since `startedAt`, which is
 * our clock before the first request, less `OVERLAP_MS`. The overlap covers the vendor's clock (10 minutes either way),
 * the time zone of `lastmodified`, which is not documented (we write Stockholm time; read as UTC it lies up to 2 hours
 * late, and an hour more where a night has an hour twice), its full minutes, and 2 hours in which a change may become
 * visible later than its own timestamp.
 *
 * The alternative that fails: page 1, 2, 3… of the vendor. A row that leaves page 1 moves page 2's first row onto page 1,
 * where nobody looks again. And a cursor of the newest timestamp seen cannot be had: no answer carries one.
 *
 * What `lastmodified` may not tell (whether it moves with payments and credits is open) comes from reading tracked items
 * again (`changes-by-item`) and from the daily full pull.
 */
export const CURSOR_VERSION = 1;

export const OVERLAP_MS = 6 * 3_600_000;

/** In the middle of a walk. */
export interface WalkState {
  readonly kind: 'walk';
  readonly invoicedFrom: LocalDate;
  /** Our clock before the walk's first request, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** Incremental: modified since this, as the vendor writes it. Empty in a full pull. */
  readonly since: string;
  /** The last document number returned; empty before the first. */
  readonly anchor: string;
  /** Rows up to and with the anchor, as far as we know: where to look for it. */
  readonly offset: number;
  /** How often the anchor was lost and the walk began anew. */
  readonly restarts: number;
}

/** A walk is complete; the next one reaches back before `startedAt`. */
export interface RestState {
  readonly kind: 'rest';
  readonly invoicedFrom: LocalDate;
  readonly startedAt: string;
}

export type CursorState = WalkState | RestState;

/** The state a pull begins with. @throws CursorExpiredError */
export function startState(cursor: Cursor | undefined, invoicedFrom: LocalDate, now: Date): WalkState {
  if (!cursor) return walk(invoicedFrom, '', now);
  const state = readCursor(cursor);
  if (invoicedFrom < state.invoicedFrom) {
    throw new CursorExpiredError('The first day to collect from was moved back; the pull starts afresh.');
  }
  if (state.kind === 'walk') return state;
  // A clock that was set back since then must not move the start forward.
  const from = Math.min(Date.parse(state.startedAt), now.getTime()) - OVERLAP_MS;
  return walk(invoicedFrom, vendorMinute(new Date(from)), now);
}

function walk(invoicedFrom: LocalDate, since: string, now: Date): WalkState {
  const startedAt = now.toISOString();
  return { kind: 'walk', invoicedFrom, startedAt, since, anchor: '', offset: 0, restarts: 0 };
}

const minuteInStockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `YYYY-MM-DD HH:MM` in Swedish time, the minute that the instant lies in. */
export function vendorMinute(instant: Date): string {
  const parts = Object.fromEntries(
    minuteInStockholm.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`;
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

function readRest({ invoicedFrom, startedAt }: JsonObject): RestState | undefined {
  return isDay(invoicedFrom) && isInstant(startedAt) ? { kind: 'rest', invoicedFrom, startedAt } : undefined;
}

function readWalk(state: JsonObject): WalkState | undefined {
  const { kind, invoicedFrom, startedAt, since, anchor, offset, restarts } = state;
  if (kind !== 'walk' || !isDay(invoicedFrom) || !isInstant(startedAt)) return undefined;
  if (typeof since !== 'string' || !/^(\d{4}-\d\d-\d\d \d\d:\d\d)?$/.test(since)) return undefined;
  if (typeof anchor !== 'string' || !/^\d{0,19}$/.test(anchor)) return undefined;
  if (!isCount(offset) || !isCount(restarts)) return undefined;
  return { kind, invoicedFrom, startedAt, since, anchor, offset, restarts };
}

function isDay(value: unknown): value is LocalDate {
  return typeof value === 'string' && isLocalDate(value);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
