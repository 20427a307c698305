import type { LocalDate } from '@app/domain';

/**
 * The only errors a connector throws, sorted by what the caller does next. Messages are for people and hold no
 * secrets and no personal data; `cause` is for the log after redaction.
 */
export abstract class LedgerError extends Error {
  /** Stable name of the class, also across process boundaries and in stored rows. */
  abstract readonly kind: LedgerErrorKind;

  protected constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export const LEDGER_ERROR_KINDS = [
  'retryable',
  'connection-blocked',
  'cursor-expired',
  'record-refused',
  'outcome-unknown',
  'ledger-contradiction',
] as const;
export type LedgerErrorKind = (typeof LEDGER_ERROR_KINDS)[number];

/** Certainly not carried out, or harmless to repeat: too fast, unreachable, an answer that makes no sense. */
export class RetryableLedgerError extends LedgerError {
  readonly kind = 'retryable';

  constructor(
    message: string,
    /** Wait at least this long, as the ledger asks or as the kit decides. */
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const BLOCK_REASONS = [
  'credentials-refused',
  'permission-missing',
  'company-unreachable',
  'module-missing',
  'configuration',
] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** The creditor or accountant must act; until then nothing can be read or booked. Cursor and claims are kept. */
export class ConnectionBlockedError extends LedgerError {
  readonly kind = 'connection-blocked';

  constructor(
    readonly reason: BlockReason,
    message: string,
    /** One sentence: what to do, and where. */
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The cursor is of another version, or the ledger no longer knows the stretch it points to. */
export class CursorExpiredError extends LedgerError {
  readonly kind = 'cursor-expired';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The ledger will not take this one record; repeating it unchanged is pointless. A person decides. */
export class RecordRefusedError extends LedgerError {
  readonly kind = 'record-refused';
  /** With `period-closed`: the first day on which the ledger would take it, where it tells one. */
  readonly openFrom: LocalDate | undefined;

  constructor(
    /** Stable, for tests and translations. Example: `period-closed`, `less-outstanding`. */
    readonly code: string,
    /** The ledger's own reason, as far as it holds no personal data. */
    message: string,
    readonly remedy: string,
    options?: RefusalOptions,
  ) {
    super(message, options);
    this.openFrom = options?.openFrom;
  }
}

export interface RefusalOptions extends ErrorOptions {
  readonly openFrom?: LocalDate | undefined;
}

/** Sent, and perhaps carried out. Looked up before it is ever sent again. */
export class OutcomeUnknownError extends LedgerError {
  readonly kind = 'outcome-unknown';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * Taken in by the ledger, which books it later by itself: in an import table, a queue, a batch. Nothing was lost on its way,
 * so `find` is asked soon, and says `being-confirmed` until it is booked.
 */
export class BookedLaterError extends OutcomeUnknownError {}

/**
 * The ledger's answers contradict each other or its own reference: a page that repeats, a filter that is ignored, a
 * listing without end. Going on might lose or invent rows, so the run stops, keeps its cursor, and says so.
 */
export class LedgerContradictionError extends LedgerError {
  readonly kind = 'ledger-contradiction';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
