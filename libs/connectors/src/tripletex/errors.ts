import {
  ConnectionBlockedError,
  type LedgerError,
  LedgerError as ContractError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '../contract/index.js';
import {
  type FailedAnswer,
  filledText,
  integer,
  isRecord,
  listOf,
  object,
  optional,
  PAUSE_UNTOLD_MS,
  retryAfterMs,
  TROUBLE_WAIT_MS,
} from '../kit/index.js';

/**
 * Tripletex's error body (schema ApiError of https://tripletex.no/v2/openapi.json), read leniently: every part may be
 * null. Messages are in the session's language, so nothing is decided by their words.
 */
const decodeApiError = object({
  status: optional(integer),
  code: optional(integer),
  message: optional(filledText),
  validationMessages: optional(
    listOf(object({ field: optional(filledText), message: optional(filledText) })),
  ),
});

export interface TripletexErrorBody {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly fields: readonly string[];
}

export const TOO_LARGE_CODE = 23000;
const BUSINESS_CODE = 18000;
const NOT_FOUND_CODE = 6000;
const LOCKED_CODE = 10000;

/** The session token was refused; the client signs in again once. Never leaves the connector. */
export class SessionRefusedError extends ContractError {
  readonly kind = 'connection-blocked';

  constructor() {
    super('Tripletex refused the session token.');
  }
}

/** 422 code 23000: the window holds more than Tripletex lists. Never leaves the connector. */
export class ResultTooLargeError extends ContractError {
  readonly kind = 'ledger-contradiction';

  constructor() {
    super('Tripletex will not list so many objects at once.');
  }
}

/** 404 code 6000: not there, or not visible to us. Callers decide what it means. */
export class ObjectNotFoundError extends RecordRefusedError {
  constructor(operation: string) {
    super(
      'not-found',
      `Tripletex does not know the object of ${operation}, or does not show it to us.`,
      'Look in Tripletex whether it still exists and whether the access may see it.',
    );
    this.name = RecordRefusedError.name;
  }
}

export function readErrorBody(json: unknown): TripletexErrorBody | undefined {
  if (!isRecord(json) || (json['code'] === undefined && json['status'] === undefined)) return undefined;
  try {
    const body = decodeApiError(json);
    const messages = (body.validationMessages ?? []).map(({ message }) => message);
    return {
      status: body.status ?? 0,
      code: body.code ?? 0,
      message: [body.message, ...messages].filter((part) => part !== undefined).join(' '),
      fields: (body.validationMessages ?? []).flatMap(({ field }) => (field === undefined ? [] : [field])),
    };
  } catch {
    return undefined;
  }
}

/** The one table from Tripletex's statuses and codes to the contract's errors. Undefined: the kit's default holds. */
export function tripletexVerdict(answer: FailedAnswer): LedgerError | undefined {
  const body = readErrorBody(answer.json);
  if (answer.status < 300) return hiddenError(answer, body);
  const { operation, repeatable } = answer;
  switch (answer.status) {
    case 401:
      return new SessionRefusedError();
    case 403:
      return new ConnectionBlockedError(
        'permission-missing',
        `Tripletex refuses ${operation}: the API key lacks a permission, or the company has not switched the module on.`,
        'In Tripletex, give the API key’s user access to invoicing, customers and ledger; with an accounting office’s key, connect a client company.',
      );
    case 404:
      return body?.code === NOT_FOUND_CODE ? new ObjectNotFoundError(operation) : undefined;
    case 409:
      return body?.code === LOCKED_CODE
        ? new RetryableLedgerError('Somebody else has the record open in Tripletex.', PAUSE_UNTOLD_MS)
        : undefined;
    case 422:
      return unprocessable(answer, body);
    case 429:
      return new RetryableLedgerError('Tripletex’s limit on calls was reached.', pauseMs(answer.headers));
    case 500:
      if (repeatable) return new RetryableLedgerError(`Tripletex failed at ${operation}.`, TROUBLE_WAIT_MS);
      return new OutcomeUnknownError(`Tripletex failed at ${operation}; it may have been carried out.`);
    default:
      return undefined;
  }
}

/** An error body under a success status was never seen, but a proxy may make one; a write is then of unknown outcome. */
function hiddenError(answer: FailedAnswer, body: TripletexErrorBody | undefined): LedgerError | undefined {
  if (!body || body.status < 400 || !isRecord(answer.json)) return undefined;
  if ('value' in answer.json || 'values' in answer.json) return undefined;
  const words = `Tripletex answered ${answer.operation} with success and an error in it (${body.status}/${body.code})`;
  return answer.repeatable
    ? new RetryableLedgerError(`${words}.`, TROUBLE_WAIT_MS)
    : new OutcomeUnknownError(`${words}; it may have been carried out.`);
}

function unprocessable(answer: FailedAnswer, body: TripletexErrorBody | undefined): LedgerError | undefined {
  if (body?.code === TOO_LARGE_CODE) return new ResultTooLargeError();
  if (body?.code === BUSINESS_CODE) {
    return new RecordRefusedError(
      'refused-by-ledger',
      `Tripletex refuses ${answer.operation}: ${answer.safe(body.message)}`,
      'Mend the cause in Tripletex, then try again.',
    );
  }
  return undefined;
}

/** Seconds left in the period; missing on some 429 answers (Tripletex/tripletex-api2 issue 103). */
function pauseMs(headers: Readonly<Record<string, string>>): number {
  const reset = headerNumber(headers, 'x-rate-limit-reset');
  // The period may end within the second that the header rounds away.
  return reset === undefined ? (retryAfterMs(headers) ?? PAUSE_UNTOLD_MS) : (reset + 1) * 1000;
}

export function headerNumber(headers: Readonly<Record<string, string>>, name: string): number | undefined {
  const text = headers[name];
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
