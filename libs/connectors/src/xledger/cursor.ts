import { isLocalDate, type JsonObject, type LocalDate } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';

/**
 * What the cursor holds, and why no invoice is missed.
 *
 * Rows of the customer ledger carry no instant of change, and the order of their list is not promised. So a full pull
 * first notes where the feed of changes stands (`arTransaction_deltas`), then walks the open rows from cursor to cursor,
 * and the next pull follows the feed from the place that was noted: whatever changed while the walk was under way, behind
 * it or before it, is in the feed.
 *
 * Claim: every change that the feed tells is read at least once, and each by two pulls. The feed's numbers are drawn when
 * a change is made and shown when it is committed, so one may appear behind a place that was read already. Therefore a
 * pull begins where the pull before the last one ended (`from`), not where the last one did (`end`).
 *
 * The feed is kept for about three days (`Skyvell/xledger`), and an older place may be answered with what is left, without
 * a word. So the cursor carries the instants at which its places were the end of the feed, and one older than `KEPT_MS`
 * is expired whatever the ledger says.
 *
 * What a feed cannot show is whether matching a payment changes the invoice's row: that is not known. Tracked invoices
 * are therefore read again by id (`changes-by-item`), a changed row brings what it is matched with, and one that may have
 * taken something back (a credit that was changed, a debit that is no document) brings all open rows of its account.
 */
export const CURSOR_VERSION = 1;

/** Less than the three days, with half a day for a run that takes long and a clock that is wrong. */
export const KEPT_MS = 60 * 3_600_000;

/** A place in the feed; empty for its beginning. `endAtMs`: when nothing came behind it yet. */
export interface FeedPlace {
  readonly cursor: string;
  readonly endAtMs: number;
}

/** In the middle of a full pull. */
export interface WalkState {
  readonly kind: 'walk';
  readonly invoicedFrom: LocalDate;
  readonly after: string;
  /** The schema can filter rows by company. */
  readonly byOwner: boolean;
  readonly feed: FeedPlace;
}

/** Following the feed; at rest when `at` is left out. */
export interface FeedState {
  readonly kind: 'feed';
  readonly invoicedFrom: LocalDate;
  /** Where the next pull begins: the end of the pull before the last one. */
  readonly from: FeedPlace;
  /** The end of the last pull. */
  readonly end: FeedPlace;
  /** In the middle of a pull: how far it has come. */
  readonly at?: string;
}

export type CursorState = WalkState | FeedState;

/** A full pull came to its end. */
export function restAfterWalk({ invoicedFrom, feed }: WalkState): FeedState {
  return { kind: 'feed', invoicedFrom, from: feed, end: feed };
}

/** A pull has read the feed to its end, at `at`. */
export function restAfterFeed({ invoicedFrom, from, end }: FeedState, at: string, nowMs: number): FeedState {
  // Nothing came: the place of before is still the end.
  const cursor = at === from.cursor ? end.cursor : at;
  return { kind: 'feed', invoicedFrom, from: end, end: { cursor, endAtMs: nowMs } };
}

/** @throws CursorExpiredError */
export function assertKept(state: CursorState, nowMs: number): void {
  const place = state.kind === 'walk' ? state.feed : state.from;
  // A walk that is under way is finished first: its rows are good whatever becomes of the feed.
  if (state.kind === 'feed' && nowMs - place.endAtMs > KEPT_MS)
    throw new CursorExpiredError('Xledger keeps changes for three days, and the last look is older.');
}

export function toCursor(state: CursorState): Cursor {
  return { version: CURSOR_VERSION, state: { ...write(state) } };
}

/** @throws CursorExpiredError */
export function readCursor({ version, state }: Cursor, invoicedFrom: LocalDate): CursorState {
  if (version !== CURSOR_VERSION)
    throw new CursorExpiredError(
      `The cursor is of version ${version}; this connector writes ${CURSOR_VERSION}.`,
    );
  const read = readState(state);
  if (!read) throw new CursorExpiredError('The cursor cannot be read.');
  if (invoicedFrom < read.invoicedFrom)
    throw new CursorExpiredError('The first day to collect from was moved back; the pull starts afresh.');
  return { ...read, invoicedFrom };
}

function write(state: CursorState): JsonObject {
  const { kind, invoicedFrom } = state;
  if (state.kind === 'walk') {
    const { after, byOwner, feed } = state;
    return { kind, invoicedFrom, after, byOwner, feed: { ...feed } };
  }
  const { from, end, at } = state;
  return { kind, invoicedFrom, from: { ...from }, end: { ...end }, ...(at === undefined ? {} : { at }) };
}

function readState(stored: JsonObject): CursorState | undefined {
  const { kind, invoicedFrom, after, byOwner, feed, from, end, at } = stored;
  if (typeof invoicedFrom !== 'string' || !isLocalDate(invoicedFrom)) return undefined;
  if (kind === 'walk') {
    const place = readPlace(feed);
    if (!place || typeof after !== 'string' || typeof byOwner !== 'boolean') return undefined;
    return { kind, invoicedFrom, after, byOwner, feed: place };
  }
  const [begin, last] = [readPlace(from), readPlace(end)];
  if (kind !== 'feed' || !begin || !last || !(at === undefined || typeof at === 'string')) return undefined;
  return { kind, invoicedFrom, from: begin, end: last, ...(at === undefined ? {} : { at }) };
}

function readPlace(value: JsonObject[string] | undefined): FeedPlace | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { cursor, endAtMs } = value as JsonObject;
  if (typeof cursor !== 'string' || typeof endAtMs !== 'number' || !Number.isSafeInteger(endAtMs))
    return undefined;
  return { cursor, endAtMs };
}
