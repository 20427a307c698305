import {
  ConnectionBlockedError,
  type LedgerError,
  LedgerError as ContractError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '../contract/index.js';
import { type FailedAnswer, isRecord, PAUSE_UNTOLD_MS, retryAfterMs, TROUBLE_WAIT_MS } from '../kit/index.js';

/** The operation name of the token endpoint, which speaks RFC 6749 and not Fortnox's own error format. */
export const TOKEN_OPERATION = 'POST /oauth-v1/token';

/** The access token was refused; the client renews it once. Never leaves the connector. */
export class TokenRefusedError extends ContractError {
  readonly kind = 'connection-blocked';

  constructor() {
    super('Fortnox refused the access token.');
  }
}

/** `invalid_grant`: the code, refresh token or consent is used, expired or withdrawn. Never leaves the connector. */
export class GrantRefusedError extends ContractError {
  readonly kind = 'connection-blocked';

  constructor(readonly status: number) {
    super(`Fortnox refused the grant (${status}).`);
  }
}

/** Not there, or not visible to us. Callers decide what it means. */
export class ObjectNotFoundError extends RecordRefusedError {
  constructor(operation: string) {
    super(
      'not-found',
      `Fortnox does not know the object of ${operation}, or does not show it to us.`,
      'Look in Fortnox whether it still exists.',
    );
    this.name = RecordRefusedError.name;
  }
}

/** Fortnox's number for the error, and its Swedish words; nothing is decided by the words. */
export interface FortnoxErrorBody {
  readonly code: number;
  readonly message: string;
}

/** Both casings are real: `{error,message,code}` and `{Error,Message,Code}`. */
export function readErrorBody(json: unknown): FortnoxErrorBody | undefined {
  const body = isRecord(json) ? json['ErrorInformation'] : undefined;
  if (!isRecord(body)) return undefined;
  const code = Number(body['code'] ?? body['Code'] ?? 0);
  const message = body['message'] ?? body['Message'];
  return { code: Number.isSafeInteger(code) ? code : 0, message: typeof message === 'string' ? message : '' };
}

const NOT_FOUND = new Set([2000423, 2000429, 2000433, 2000434]);
const SCOPE_MISSING = new Set([2000663, 2001393, 2002455]);
const LICENCE_MISSING = new Set([2001101, 2001103]);
const SIGN_IN_REFUSED = new Set([2000310, 2000311, 2004054]);
const SYSTEM_FAULT = 1000003;

/** What Fortnox refuses about one record: our code, and what a person does. */
const REFUSALS: ReadonlyMap<number, readonly [code: string, remedy: string]> = new Map([
  [
    2000401,
    ['period-closed', 'Book on a day after the locked period, or have the accountant unlock it in Fortnox.'],
  ],
  [2000423, ['account-missing', 'Make the account in Fortnox, or choose another mode of payment.']],
  [2000550, ['account-inactive', 'Activate the account of the mode of payment in Fortnox.']],
  [2001304, ['account-missing', 'Fill in the default accounts in Fortnox’s settings.']],
  [2001403, ['account-missing', 'Fill in the default accounts in Fortnox’s settings.']],
  [2003055, ['already-paid', 'Look in Fortnox at what was paid meanwhile, and decide what is to be booked.']],
]);

/** The one table from Fortnox's statuses and codes to the contract's errors. Undefined: the kit's default holds. */
export function fortnoxVerdict(answer: FailedAnswer): LedgerError | undefined {
  if (answer.operation === TOKEN_OPERATION) return tokenVerdict(answer);
  const body = readErrorBody(answer.json);
  if (answer.status < 300) return hiddenError(answer, body);
  const { operation, status } = answer;
  if (status === 429)
    return new RetryableLedgerError(
      'Fortnox’s limit of 25 calls in 5 seconds was reached.',
      retryAfterMs(answer.headers) ?? PAUSE_UNTOLD_MS,
    );
  if (status === 401 || (status < 500 && body && SIGN_IN_REFUSED.has(body.code)))
    return new TokenRefusedError();
  if (status >= 500 || body?.code === SYSTEM_FAULT) return trouble(answer, `Fortnox failed at ${operation}`);
  if (body && LICENCE_MISSING.has(body.code)) return licenceMissing(operation);
  if (status === 403 || (body && SCOPE_MISSING.has(body.code))) return scopeMissing(operation);
  if (status === 404 || (body && NOT_FOUND.has(body.code) && answer.repeatable))
    return new ObjectNotFoundError(operation);
  if (status === 400 && body && !answer.repeatable) return refusal(answer, body);
  return undefined;
}

function refusal(answer: FailedAnswer, { code, message }: FortnoxErrorBody): RecordRefusedError {
  const [ours, remedy] = REFUSALS.get(code) ?? [
    'refused-by-ledger',
    'Mend the cause in Fortnox (an invoice of an earlier year must be carried over first), then try again.',
  ];
  return new RecordRefusedError(
    ours,
    `Fortnox refuses ${answer.operation} (${code}): ${answer.safe(message)}`,
    remedy,
  );
}

/** An error body under a success status; a write is then of unknown outcome. */
function hiddenError(answer: FailedAnswer, body: FortnoxErrorBody | undefined): LedgerError | undefined {
  if (!body) return undefined;
  return trouble(
    answer,
    `Fortnox answered ${answer.operation} with success and an error in it (${body.code})`,
  );
}

function trouble(answer: FailedAnswer, words: string): LedgerError {
  return answer.repeatable
    ? new RetryableLedgerError(`${words}.`, retryAfterMs(answer.headers) ?? TROUBLE_WAIT_MS)
    : new OutcomeUnknownError(`${words}; it may have been carried out.`);
}

function scopeMissing(operation: string): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'permission-missing',
    `Fortnox refuses ${operation}: the access lacks a scope, or its user lacks the right.`,
    'Connect the company again and approve invoices, customers, payments, company information and settings.',
  );
}

function licenceMissing(operation: string): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'module-missing',
    `Fortnox refuses ${operation}: the company has no licence for it.`,
    'Order the licence in Fortnox (customer invoicing, and an integration licence), then connect again.',
  );
}

/** RFC 6749 bodies under odd content types: `invalid_client` is the operator's, `invalid_grant` the company's. */
function tokenVerdict({ status, json, headers }: FailedAnswer): LedgerError | undefined {
  const error = isRecord(json) && typeof json['error'] === 'string' ? json['error'] : undefined;
  if (status === 429)
    return new RetryableLedgerError(
      'Fortnox asks us to sign in more slowly.',
      retryAfterMs(headers) ?? PAUSE_UNTOLD_MS,
    );
  if (status >= 500 || (status < 300 && error !== undefined)) {
    return new RetryableLedgerError('Fortnox failed at signing in.', TROUBLE_WAIT_MS);
  }
  if (status < 300) return undefined;
  if (error === 'invalid_client' || error === 'unauthorized_client') {
    return new ConnectionBlockedError(
      'credentials-refused',
      'Fortnox does not accept the client id and client secret.',
      'The operator checks the integration’s client id and secret in Fortnox’s developer portal.',
    );
  }
  if (error === 'invalid_scope') return scopeMissing(TOKEN_OPERATION);
  return new GrantRefusedError(status);
}
