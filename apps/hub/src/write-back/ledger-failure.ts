import type { LocalDate } from '@app/domain';
import {
  ConnectionBlockedError,
  LedgerError,
  type LedgerErrorKind,
  RecordRefusedError,
  RetryableLedgerError,
} from '@app/connectors';

/** An error of a call to the ledger, as far as a decision needs it. `unexpected` is a fault of ours or of the connector. */
export interface LedgerFailure {
  readonly kind: LedgerErrorKind | 'unexpected';
  /** For a person; no secrets and no personal data. */
  readonly message: string;
  readonly remedy?: string;
  /** With `record-refused`. */
  readonly code?: string;
  /** With `record-refused`: the first day on which the ledger would take it, where it tells one. */
  readonly openFrom?: LocalDate;
  /** With `retryable`. */
  readonly retryAfterMs?: number;
}

export function ledgerFailure(error: unknown): LedgerFailure {
  if (!(error instanceof LedgerError)) {
    // Its text may hold anything, so a person reads the log instead.
    return { kind: 'unexpected', message: 'The hub met a fault of its own while it talked to the ledger.' };
  }
  return {
    kind: error.kind,
    message: error.message,
    ...(error instanceof RetryableLedgerError ? { retryAfterMs: error.retryAfterMs } : {}),
    ...(error instanceof RecordRefusedError ? refusalOf(error) : {}),
    ...(error instanceof ConnectionBlockedError ? { remedy: error.remedy } : {}),
  };
}

function refusalOf({ code, remedy, openFrom }: RecordRefusedError): Partial<LedgerFailure> {
  return { code, remedy, ...(openFrom === undefined ? {} : { openFrom }) };
}
