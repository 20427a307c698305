import { type Currency, formatDecimal } from '@app/domain';
import {
  ConnectionBlockedError,
  LedgerError,
  RecordRefusedError,
  RetryableLedgerError,
} from '@app/connectors';

/** One line of JSON; money as `{ amount, currency }`, as instruction files take it. */
export function toLine(type: string, value: object): string {
  return JSON.stringify({ type, ...value }, (_key, inner: unknown) => {
    if (typeof inner === 'object' && inner !== null && 'minor' in inner && 'currency' in inner) {
      return {
        amount: formatDecimal(inner as { minor: bigint; currency: Currency }),
        currency: inner.currency,
      };
    }
    return inner;
  });
}

/** What a contract error asks of the person at the keyboard. */
export function describeError(error: LedgerError): Readonly<Record<string, string | number>> {
  return {
    error: error.name,
    kind: error.kind,
    message: error.message,
    ...(error instanceof RetryableLedgerError ? { retryAfterMs: error.retryAfterMs } : {}),
    ...(error instanceof ConnectionBlockedError ? { reason: error.reason, remedy: error.remedy } : {}),
    ...(error instanceof RecordRefusedError ? { code: error.code, remedy: error.remedy } : {}),
  };
}
