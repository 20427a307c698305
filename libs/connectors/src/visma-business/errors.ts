import {
  ConnectionBlockedError,
  LedgerContradictionError,
  LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '../contract/index.js';
import { type FailedAnswer, isRecord, PAUSE_UNTOLD_MS, retryAfterMs, TROUBLE_WAIT_MS } from '../kit/index.js';
import { type GraphqlProblem, readGraphqlAnswer } from './graphql.js';
import { TOKEN_OPERATION, tokenVerdict } from './token-errors.js';

/** A place among the company's 60 requests becomes free in seconds, or, when it leaked, after half an hour. */
const BUSY_WAIT_MS = 30_000;

/** 401, in HTML: the access token was refused; the client renews it once. Never leaves the connector. */
export class TokenRefusedError extends LedgerError {
  readonly kind = 'connection-blocked';

  constructor() {
    super('Visma refused the access token.');
  }
}

/** Refused at the door: certainly not carried out, and nothing is wrong with the question. */
export class TooManyCallsError extends RetryableLedgerError {
  constructor(message: string, waitMs: number) {
    super(message, waitMs);
    this.name = RetryableLedgerError.name;
  }
}

/** The server does not know a field or argument that we name: its schema is not the one we looked at. */
export class QuestionRefusedError extends LedgerContradictionError {
  constructor(message: string) {
    super(message);
    this.name = LedgerContradictionError.name;
  }
}

/** The server says of a change that it did not make it, or not all of it: the rows themselves tell. */
export class ChangeRefusedError extends RecordRefusedError {
  constructor(code: string, message: string, remedy: string) {
    super(code, message, remedy);
    this.name = RecordRefusedError.name;
  }
}

/** What an entry of `errors` inside HTTP 200 asks of us; sorted by recovery, since the vendor has no list of codes. */
export type ProblemClass = 'trouble' | 'too-many' | 'question-refused' | 'no-access' | 'change-refused';

interface ProblemRow {
  readonly is: ProblemClass;
  readonly when: (problem: GraphqlProblem) => boolean;
}

const VALIDATION_CODES =
  /^(SYNTAX_ERROR|INVALID_(ARGUMENT|OPERATION|VALUE)|(FIELDS|ARGUMENTS|DEFAULT_VALUES)_(ON|OF)_CORRECT_TYPES?|(KNOWN|UNIQUE)_[A-Z_]+|SCALAR_LEAFS|VARIABLES_[A-Z_]+|NO_(UNDEFINED|UNUSED)_[A-Z_]+|PROVIDED_NON_NULL_ARGUMENTS|INPUT_FIELDS?_[A-Z_]+)$/;

/** The one table; the first row that fits counts. What fits none is trouble: harmless to ask again, unknown for a write. */
const PROBLEMS: readonly ProblemRow[] = [
  {
    is: 'too-many',
    when: ({ code }) => code === 'OUTSTANDING_LIMIT_EXCEEDED' || code === 'TOO_MANY_REQUESTS',
  },
  { is: 'change-refused', when: ({ extensions }) => statusOf(extensions) !== undefined },
  { is: 'question-refused', when: ({ code = '' }) => VALIDATION_CODES.test(code) },
  {
    is: 'question-refused',
    when: ({ message }) =>
      /^GraphQL\.(Validation|Syntax)|Cannot query field|Unknown (argument|type)/i.test(message),
  },
  // "The work goes on": never to be taken for a refusal, whatever else the sentence says.
  { is: 'trouble', when: ({ message }) => /time.?out|timed out|cancell?ed|deadline/i.test(message) },
  {
    is: 'no-access',
    when: ({ message, code = '' }) =>
      /authori[sz]|access|permission|not allowed|forbidden|VismaNetCompanyId/i.test(message) ||
      /^(FORBIDDEN|UNAUTHORIZED|ACCESS_DENIED|AUTHORIZATION)$/.test(code),
  },
];

export function classOf(problem: GraphqlProblem): ProblemClass {
  return PROBLEMS.find(({ when }) => when(problem))?.is ?? 'trouble';
}

/** Of several problems the one that asks for most caution. */
export function worstOf(problems: readonly GraphqlProblem[]): ProblemClass | undefined {
  const classes = new Set(problems.map((problem) => classOf(problem)));
  const order: readonly ProblemClass[] = [
    'trouble',
    'too-many',
    'question-refused',
    'no-access',
    'change-refused',
  ];
  return order.find((one) => classes.has(one));
}

/**
 * From HTTP statuses and from `errors` inside a 200 to the contract's errors. Undefined: the kit's default holds, or the
 * answer is for the client to read (a refusal of a part of it is not for this table).
 */
export function vismaVerdict(answer: FailedAnswer): LedgerError | undefined {
  if (answer.operation.startsWith(TOKEN_OPERATION)) return tokenVerdict(answer);
  const { status, operation, repeatable } = answer;
  if (status === 401) return new TokenRefusedError();
  if (status === 429) return tooMany('Visma’s limit of 600 calls a minute was reached.', answer);
  if (status === 404) return wrongAddress(operation);
  if (status >= 300 && status !== 400) return undefined;
  const read = readGraphqlAnswer(answer.json);
  if (!read) return status === 400 ? undefined : trouble(answer, 'something that is no GraphQL answer');
  const worst = worstOf(read.problems);
  if (worst === 'trouble') return trouble(answer, 'an error inside a success');
  if (worst === 'too-many')
    return tooMany('Too many of the company’s requests are in progress at Visma.', answer, BUSY_WAIT_MS);
  if (worst === 'question-refused' && repeatable) return questionRefused(operation, answer, read.problems);
  return undefined;
}

/** A read that was answered with errors, and the errors are no passing trouble. */
export function readRefusal(operation: string, problems: readonly GraphqlProblem[]): LedgerError {
  if (worstOf(problems) === 'no-access') return noAccess(operation);
  return new QuestionRefusedError(`Visma refuses a part of ${operation}: ${statusWords(problems)}.`);
}

/** A change that was answered with errors, and the errors are no passing trouble. `words` hold no personal data. */
export function changeRefusal(
  operation: string,
  problems: readonly GraphqlProblem[],
  safe: (text: string) => string,
): ChangeRefusedError {
  const words = problems.map(({ message }) => message).join(' ');
  const said = safe(withoutNames(words)).slice(0, 300);
  const worst = worstOf(problems);
  if (worst === 'no-access') {
    return new ChangeRefusedError(
      'permission-missing',
      `Visma does not let us carry out ${operation}.`,
      'Give the access group of our user in Business NXT the right to make and update batches.',
    );
  }
  if (worst === 'question-refused') {
    return new ChangeRefusedError(
      'schema-changed',
      `Visma does not understand ${operation} as its reference describes it.`,
      'Report it to the operator: the connector must follow a change at Visma.',
    );
  }
  if (/period|periode|termin|year|år\b/i.test(words) && /clos|avslutt|stängd|lukket|låst|lock/i.test(words)) {
    return new ChangeRefusedError(
      'period-closed',
      `Visma does not post in this period: ${said}`,
      'Book on a later day, or have the accountant open the period.',
    );
  }
  return new ChangeRefusedError(
    'refused-by-ledger',
    `Visma refuses ${operation} (${statusWords(problems)}): ${said}`,
    'Mend the cause in Business NXT, then try again.',
  );
}

export function noAccess(operation: string): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'company-unreachable',
    `Visma does not show us the company’s books (${operation}).`,
    'Check in Business NXT that our user has access to the company, with an access group that reads the customer ledger; then connect again.',
  );
}

/** Quoted values may be a debtor's name. */
function withoutNames(words: string): string {
  return words.replace(/(["'«“])[^"'»”]*(["'»”])/g, '$1…$2').replace(/\b\d{9,}\b/g, '…');
}

function statusWords(problems: readonly GraphqlProblem[]): string {
  const names = problems.map(({ code, extensions }) => statusOf(extensions) ?? code ?? 'without a code');
  return [...new Set(names)].join(', ').slice(0, 200);
}

/** `extensions.data.status_name`, or the bare status of older answers. */
function statusOf({ data }: Readonly<Record<string, unknown>>): string | undefined {
  if (!isRecord(data)) return undefined;
  const { status, status_name: name } = data;
  if (typeof name === 'string' && name !== '') return name;
  return typeof status === 'number' || typeof status === 'string' ? `status ${status}` : undefined;
}

function questionRefused(
  operation: string,
  { safe }: FailedAnswer,
  problems: readonly GraphqlProblem[],
): QuestionRefusedError {
  const [first] = problems;
  return new QuestionRefusedError(
    `Visma does not understand ${operation}: ${safe(withoutNames(first?.message ?? '')).slice(0, 300)}`,
  );
}

function tooMany(message: string, { headers }: FailedAnswer, untoldMs = PAUSE_UNTOLD_MS): TooManyCallsError {
  return new TooManyCallsError(message, retryAfterMs(headers) ?? untoldMs);
}

function trouble({ operation, repeatable }: FailedAnswer, what: string): LedgerError {
  const words = `Visma answered ${operation} with ${what}`;
  return repeatable
    ? new RetryableLedgerError(`${words}.`, TROUBLE_WAIT_MS)
    : new OutcomeUnknownError(`${words}; it may have been carried out.`);
}

function wrongAddress(operation: string): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    `There is no Business NXT API at the address that is set (${operation}).`,
    'The operator checks VISMA_BUSINESS_API_URL: it ends in /api.',
  );
}
