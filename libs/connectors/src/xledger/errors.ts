import type { Clock } from '@app/domain';
import {
  ConnectionBlockedError,
  LedgerContradictionError,
  type LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '../contract/index.js';
import {
  type ErrorVerdict,
  type FailedAnswer,
  isRecord,
  LimitReachedError,
  TROUBLE_WAIT_MS,
} from '../kit/index.js';
import { BURST_WAIT_MS, CONCURRENCY_WAIT_MS, CREDITS_WAIT_MS } from './limits.js';
import { instantMs } from './local-time.js';

/** A field of the schema that Xledger does not show to this token. */
export interface RefusedField {
  readonly type: string;
  readonly field: string;
}

/** A right is missing: out of scope, a field answers as if it did not exist. */
export class FieldsRefusedError extends ConnectionBlockedError {
  constructor(readonly fields: readonly RefusedField[]) {
    const names = fields.map(({ type, field }) => `${type}.${field}`).join(', ');
    super(
      'permission-missing',
      `The token may not read ${names} in Xledger.`,
      'Make a new token in Xledger with Read ticked for these objects; the connection guide lists them all.',
    );
    this.name = ConnectionBlockedError.name;
  }
}

/** A mutation out of scope. */
export class WriteDeniedError extends ConnectionBlockedError {
  constructor(operation: string) {
    super(
      'permission-missing',
      `The token may not carry out ${operation} in Xledger.`,
      'Make a new token in Xledger with Write ticked for the import of general ledger entries (GL import).',
    );
    this.name = ConnectionBlockedError.name;
  }
}

/** A value of the question was refused, and nothing was carried out for it. Callers decide what it means. */
export class ValueRefusedError extends RecordRefusedError {
  constructor(words: string) {
    super(
      'refused-by-ledger',
      `Xledger refuses it: ${words}`,
      'Mend the cause in Xledger (account, customer, currency), then try again.',
    );
    this.name = RecordRefusedError.name;
  }
}

/** An error without a meaning that we know; harmless to ask again. */
export class UntoldError extends RetryableLedgerError {
  constructor(operation: string) {
    super(`Xledger answered ${operation} with an error.`, TROUBLE_WAIT_MS);
    this.name = RetryableLedgerError.name;
  }
}

/** A file that is not there. Callers decide what it means. */
export class FileNotFoundError extends RecordRefusedError {
  constructor() {
    super('not-found', 'Xledger has no such file.', 'Look in Xledger whether the invoice has a file.');
    this.name = RecordRefusedError.name;
  }
}

interface Entry {
  readonly message: string;
  /** Limits carry it beside the message, validation inside `extensions`. */
  readonly code: string;
  readonly resetAt: string | undefined;
}

const REFUSED_FIELD = /Cannot query field "(\w{1,80})" on type "(\w{1,80})"/;
const DENIED = /access (is )?denied|not authori[sz]ed|no (access|permission)|missing permission/i;

/**
 * The one table from Xledger's answers to the contract's errors. The status is no guide: errors come under 200 and 400
 * alike, and any entry of `errors` fails the whole request. Undefined: the kit's default holds.
 */
export function xledgerVerdict(clock: Clock): ErrorVerdict {
  return (answer) => {
    const entries = readEntries(answer.json);
    if (entries.length === 0) return answer.status === 404 ? notFound(answer) : undefined;
    return (
      limitReached(entries, clock) ??
      tokenRefused(entries) ??
      rightMissing(entries, answer) ??
      valueRefused(entries, answer) ??
      (answer.status === 401 || answer.status === 403 ? undefined : trouble(answer))
    );
  };
}

function limitReached(entries: readonly Entry[], clock: Clock): LedgerError | undefined {
  const has = (code: string): Entry | undefined =>
    entries.find((entry) => entry.code === `BAD_REQUEST.${code}`);
  const credits = has('INSUFFICIENT_CREDITS');
  if (credits) {
    const resetMs = credits.resetAt === undefined ? undefined : instantMs(credits.resetAt);
    const waitMs = resetMs === undefined ? CREDITS_WAIT_MS : resetMs - clock.now().getTime();
    return new LimitReachedError(
      'Xledger’s allowance of the hour is used up for this token.',
      Math.max(waitMs, BURST_WAIT_MS),
    );
  }
  if (has('BURST_RATE_LIMIT_REACHED'))
    return new LimitReachedError('Xledger’s limit of 20 requests in 5 seconds was reached.', BURST_WAIT_MS);
  if (has('CONCURRENCY_LIMIT_REACHED'))
    return new LimitReachedError('Too many requests to Xledger were under way at once.', CONCURRENCY_WAIT_MS);
  return undefined;
}

function tokenRefused(entries: readonly Entry[]): LedgerError | undefined {
  if (!entries.some(({ message }) => message.includes('Bad format for API Token'))) return undefined;
  return new ConnectionBlockedError(
    'credentials-refused',
    'Xledger does not accept the token.',
    'Make a new token in Xledger (Administration → Access Control → GraphQL → API tokens) and connect again; a token ends with its user, and one made in demo at the next refresh of demo.',
  );
}

function rightMissing(entries: readonly Entry[], { operation }: FailedAnswer): LedgerError | undefined {
  const fields = entries.flatMap(({ message }) => {
    const [, field, type] = REFUSED_FIELD.exec(message) ?? [];
    return field !== undefined && type !== undefined ? [{ type, field }] : [];
  });
  if (fields.length > 0) return new FieldsRefusedError(fields);
  return entries.some(({ message }) => DENIED.test(message)) ? new WriteDeniedError(operation) : undefined;
}

/** Checked before anything is carried out; a lookup that failed among them (`No value matching owner …`). */
function valueRefused(entries: readonly Entry[], answer: FailedAnswer): LedgerError | undefined {
  const refused = entries.find(
    ({ code }) => code === 'INVALID_VALUE' || code === 'ARGUMENTS_OF_CORRECT_TYPE',
  );
  if (!refused) return undefined;
  const words = answer.safe(refused.message).slice(0, 500);
  if (refused.code === 'INVALID_VALUE' || !answer.repeatable) return new ValueRefusedError(words);
  return new LedgerContradictionError(
    `Xledger does not take our question for ${answer.operation} as its schema describes it: ${words}`,
  );
}

function trouble({ operation, repeatable }: FailedAnswer): LedgerError {
  return repeatable
    ? new UntoldError(operation)
    : new OutcomeUnknownError(`Xledger answered ${operation} with an error; it may have been carried out.`);
}

function notFound({ operation }: FailedAnswer): LedgerError {
  if (operation.startsWith('GET ')) return new FileNotFoundError();
  return new ConnectionBlockedError(
    'configuration',
    'There is no Xledger API at the address that is set.',
    'The operator checks XLEDGER_API_URL (it ends in /graphql).',
  );
}

function readEntries(json: unknown): readonly Entry[] {
  const errors = isRecord(json) ? json['errors'] : undefined;
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown): Entry => {
    const entry = isRecord(error) ? error : {};
    const extensions = isRecord(entry['extensions']) ? entry['extensions'] : {};
    return {
      message: textOf(entry['message']) ?? '',
      code: textOf(entry['code']) ?? textOf(extensions['code']) ?? '',
      resetAt: textOf(extensions['resetAt']),
    };
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
