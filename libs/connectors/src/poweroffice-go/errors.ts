import {
  ConnectionBlockedError,
  LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '../contract/index.js';
import { type FailedAnswer, isRecord, retryAfterMs, TROUBLE_WAIT_MS } from '../kit/index.js';

/** "Wait at least one second" after a 429, says the vendor; the gateway rounds, so a little more. */
const TOO_FAST_WAIT_MS = 1_100;

/** The access token was refused; the client asks for another once. Never leaves the connector. */
export class TokenRefusedError extends LedgerError {
  readonly kind = 'connection-blocked';

  constructor() {
    super('PowerOffice refused the access token.');
  }
}

/** 404: not there, or not shown to us. Callers decide what it means. */
export class ObjectNotFoundError extends RecordRefusedError {
  constructor(operation: string) {
    super(
      'not-found',
      `PowerOffice does not know the object of ${operation}, or does not show it to us.`,
      'Look in PowerOffice whether it still exists and whether the extension may see it.',
    );
    this.name = RecordRefusedError.name;
  }
}

/** 400, 404 or 409 on a call that changes the books. What was refused may have been booked by an earlier attempt. */
export class PostingRefusedError extends RecordRefusedError {
  constructor(words: string) {
    super(
      'refused-by-ledger',
      `PowerOffice will not book it: ${words}`,
      'Mend the cause in PowerOffice, then try again.',
    );
    this.name = RecordRefusedError.name;
  }
}

export interface ErrorBody {
  readonly status: number | undefined;
  readonly title: string;
  readonly detail: string;
  /** From the gateway in front of PowerOffice, not from PowerOffice itself. */
  readonly isGateway: boolean;
}

/** ProblemDetails in either casing, the gateway's `{statusCode, message}` with number or text, or OAuth's. */
export function readErrorBody(json: unknown): ErrorBody | undefined {
  if (!isRecord(json)) return undefined;
  const named = new Map(Object.entries(json).map(([name, value]) => [name.toLowerCase(), value]));
  const word = (name: string): string => {
    const value = named.get(name);
    return typeof value === 'string' ? value : '';
  };
  const status = statusOf(named.get('statuscode')) ?? statusOf(named.get('status'));
  const isGateway = named.has('statuscode');
  const title = word('title') || word('error');
  const detail = word('detail') || word('message') || word('error_description');
  if (status === undefined && title === '' && detail === '') return undefined;
  return { status, title, detail, isGateway };
}

/** The one table from PowerOffice's statuses and bodies to the contract's errors. Undefined: the kit's default holds. */
export function powerOfficeVerdict(answer: FailedAnswer): LedgerError | undefined {
  const body = readErrorBody(answer.json);
  if (answer.status < 300) return hiddenError(answer, body);
  const { operation, repeatable } = answer;
  switch (answer.status) {
    case 400:
    case 409:
      return repeatable ? undefined : new PostingRefusedError(wordsOf(answer, body));
    case 401:
      return body?.isGateway === true && /subscription key/i.test(body.detail)
        ? subscriptionKeyRefused()
        : new TokenRefusedError();
    case 403:
      return new ConnectionBlockedError(
        'permission-missing',
        `PowerOffice refuses ${operation}: the integration lacks a privilege, or the company lacks the module for it.`,
        'Run the connection’s check: it names the privilege or the module that is missing.',
      );
    case 404:
      if (body?.isGateway === true) return wrongAddress(operation);
      return repeatable ? new ObjectNotFoundError(operation) : new PostingRefusedError(wordsOf(answer, body));
    case 429:
      return new RetryableLedgerError(
        'PowerOffice’s limit on calls was reached.',
        waitAfterTooFast(answer, body),
      );
    default:
      return undefined;
  }
}

/** A proxy may answer an error under a success; a write is then of unknown outcome. */
function hiddenError(
  { operation, repeatable, json }: FailedAnswer,
  body: ErrorBody | undefined,
): LedgerError | undefined {
  const isError =
    body !== undefined &&
    ((body.status ?? 0) >= 400 ||
      (isRecord(json) && !('Id' in json) && body.status === undefined && body.title !== ''));
  if (!isError) return undefined;
  const words = `PowerOffice answered ${operation} with success and an error in it`;
  return repeatable
    ? new RetryableLedgerError(`${words}.`, TROUBLE_WAIT_MS)
    : new OutcomeUnknownError(`${words}; it may have been carried out.`);
}

export function isReferenceInUse(error: PostingRefusedError): boolean {
  return /already in use/i.test(error.message);
}

function wordsOf({ safe, operation }: FailedAnswer, body: ErrorBody | undefined): string {
  const words = [body?.title, body?.detail].filter((part) => part !== undefined && part !== '').join(': ');
  return words === '' ? `${operation} was refused without a reason.` : safe(words).slice(0, 500);
}

function waitAfterTooFast({ headers }: FailedAnswer, body: ErrorBody | undefined): number {
  const told =
    retryAfterMs(headers) ?? Number(/in (\d{1,4}) second/i.exec(body?.detail ?? '')?.[1] ?? 0) * 1000;
  return Math.max(told + 100, TOO_FAST_WAIT_MS);
}

export function subscriptionKeyRefused(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'PowerOffice does not accept the subscription key.',
    'The operator checks the subscription key in PowerOffice’s developer portal: it must be active, and of the same environment as the other keys.',
  );
}

function wrongAddress(operation: string): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    `There is no PowerOffice API at the address that is set: ${operation} is unknown there.`,
    'The operator checks POWEROFFICE_API_URL (it ends in /v2) and POWEROFFICE_AUTH_URL (it ends in /OAuth/Token).',
  );
}

function statusOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}
