import type { LedgerItemId, OpenItem } from '@app/domain';
import type { Cursor, RefusedRecord } from './page.js';

/** Exactly one of `items` (capability `changes-by-item`) and `cursor`/nothing (capability `change-feed`) is meant. */
export interface ChangesRequest {
  readonly items?: readonly LedgerItemId[];
  readonly cursor?: Cursor;
  readonly pageSize: number;
  readonly signal?: AbortSignal;
}

/**
 * Fresh images of items that may have changed, every movement that the ledger knows of them included.
 * The hub compares movements by id, so an image read twice changes nothing.
 */
export interface ChangesPage extends ItemReadings {
  /** With `change-feed`: where the next call begins. */
  readonly nextCursor?: Cursor;
  readonly hasMore: boolean;
}

export interface ItemReadings {
  readonly found: readonly OpenItem[];
  /** Asked for and not in the answer: deleted, or no longer visible to us. Never to be taken as paid. */
  readonly missing: readonly LedgerItemId[];
  readonly refused: readonly RefusedRecord[];
}
