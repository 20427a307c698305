import type { JsonObject, LocalDate } from '@app/domain';

export interface PullRequest {
  /** Absent for the first page of a full pull. */
  readonly cursor?: Cursor;
  /** At most the definition's `pageSizeMax`. */
  readonly pageSize: number;
  /** Invoices dated before this day are none of our business: the creditor chose where to begin. */
  readonly invoicedFrom: LocalDate;
  readonly signal?: AbortSignal;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Records that could not be mapped, each with its raw body and the reason: for a person to see. */
  readonly refused: readonly RefusedRecord[];
  /** How many of the ledger's records were read to make this page, those that were of no interest included. */
  readonly recordsRead: number;
  /** Saved in the transaction that stores `items` and `refused`, never before. */
  readonly nextCursor: Cursor;
  readonly hasMore: boolean;
}

/** Opaque to the hub. A connector that no longer knows `version` throws CursorExpiredError. */
export interface Cursor {
  readonly version: number;
  readonly state: JsonObject;
}

export const REFUSAL_REASONS = [
  'missing-due-date',
  'missing-debtor',
  'missing-id',
  'malformed-amount',
  'malformed-date',
  'unknown-currency',
  'malformed-record',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface RefusedRecord {
  /** The record's id in the ledger where it has a readable one, so that the next good reading clears the refusal. */
  readonly ledgerItemId?: string;
  readonly reason: RefusalReason;
  /** One sentence for the accountant: what is wrong with which field, without personal data. */
  readonly message: string;
  /** The record as the ledger wrote it, as JSON text. */
  readonly raw: string;
}
