import {
  ConnectionBlockedError,
  LedgerContradictionError,
  type LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
  type TransportError,
} from '../contract/index.js';

/** An answer that is not plainly a success, as a connector's error table sees it. */
export interface FailedAnswer {
  readonly operation: string;
  /** False for a call that changes the books. */
  readonly repeatable: boolean;
  /** 2xx too: some ledgers hide an error in a success. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when the body is not JSON. */
  readonly json: unknown;
  /** Takes secrets and personal data out of a vendor's words before they enter an error. */
  readonly safe: (text: string) => string;
}

/** A connector's table: an error of the contract, or undefined to leave it to the kit's default. */
export type ErrorVerdict = (answer: FailedAnswer) => LedgerError | undefined;

type Call = Pick<FailedAnswer, 'operation' | 'repeatable'>;

/** Wait after a 429 that does not say how long. */
export const PAUSE_UNTOLD_MS = 10_000;
/** First wait after trouble on the ledger's side or on the way; it doubles with each attempt. */
export const TROUBLE_WAIT_MS = 1_000;

/** What every ledger's answers mean, unless its own table knows better. Writes are never taken as "not carried out" on a guess. */
export function defaultVerdict(ledgerName: string, answer: FailedAnswer): LedgerError {
  const { status, operation, repeatable } = answer;
  const what = `${ledgerName} answered ${operation} with ${status}`;
  if (status === 429) {
    return new RetryableLedgerError(
      `${ledgerName}’s limit on calls was reached.`,
      retryAfterMs(answer.headers) ?? PAUSE_UNTOLD_MS,
    );
  }
  if (status === 401) {
    return new ConnectionBlockedError(
      'credentials-refused',
      `${what}: the credentials are refused.`,
      `Check in ${ledgerName} that the access is still active, and connect again.`,
    );
  }
  if (status === 403) {
    return new ConnectionBlockedError(
      'permission-missing',
      `${what}: a permission is missing.`,
      `Give the access in ${ledgerName} the permissions that the connection guide lists.`,
    );
  }
  if (status >= 500 || status === 408 || status < 400) {
    return repeatable
      ? new RetryableLedgerError(`${what}.`, retryAfterMs(answer.headers) ?? TROUBLE_WAIT_MS)
      : new OutcomeUnknownError(`${what}; it may have been carried out.`);
  }
  if (repeatable)
    return new LedgerContradictionError(
      `${what}: it does not take our question as its reference describes it.`,
    );
  return new RecordRefusedError(
    'refused-by-ledger',
    `${what}.`,
    'A person must look at the record in the ledger.',
  );
}

/** A success whose body cannot be read: HTML from a proxy, a cut-off answer, another shape. */
export function unusableAnswer(
  ledgerName: string,
  { operation, repeatable }: Call,
  why: string,
): LedgerError {
  return repeatable
    ? new RetryableLedgerError(
        `${ledgerName}’s answer to ${operation} cannot be used: ${why}.`,
        TROUBLE_WAIT_MS,
      )
    : new OutcomeUnknownError(
        `${ledgerName}’s answer to ${operation} cannot be used: ${why}. It may have been carried out.`,
      );
}

export function verdictOnTransport(
  ledgerName: string,
  { operation, repeatable }: Call,
  cause: TransportError,
): LedgerError {
  if (!cause.sent)
    return new RetryableLedgerError(`${ledgerName} could not be reached for ${operation}.`, TROUBLE_WAIT_MS, {
      cause,
    });
  return repeatable
    ? new RetryableLedgerError(`${ledgerName} did not answer ${operation}.`, TROUBLE_WAIT_MS, { cause })
    : new OutcomeUnknownError(`${ledgerName} did not answer ${operation}; it may have been carried out.`, {
        cause,
      });
}

/** `Retry-After` in seconds; the date form is used by none of the ledgers here. */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}
