/** A refusal in the hub's own words: what is wrong, what follows from it, and what to do. */
export class ProblemError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** For programs; never changes. Example: `claim-not-found`. */
  readonly code: string;
  readonly title: string;
  readonly consequence: string;
  readonly remedy: string;
  /** Finds the request in the hub's log; empty where none was answered. */
  readonly requestId: string;
  readonly fields: readonly FieldProblem[];
  /** Seconds after which another try may do; undefined where the hub named none. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly problem: ProblemParts,
    options?: ErrorOptions,
  ) {
    super(problem.detail, options);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.consequence = problem.consequence;
    this.remedy = problem.remedy;
    this.requestId = problem.requestId ?? '';
    this.fields = problem.fields ?? [];
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }

  /** The cause in this case. */
  get detail(): string {
    return this.message;
  }
}

export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

export interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly consequence: string;
  readonly remedy: string;
  readonly requestId?: string;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
}

/** @param body what was answered, whatever it is: a proxy in between may have answered with a page */
export function problemOf(status: number, body: unknown, retryAfter: string | null = null): ProblemError {
  const told = isObject(body) ? body : {};
  const text = (name: string, fallback: string): string => {
    const value = told[name];
    return typeof value === 'string' && value !== '' ? value : fallback;
  };
  const fields = Array.isArray(told['fields']) ? told['fields'].filter(isFieldProblem) : [];
  const seconds = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
  return new ProblemError({
    status,
    code: text('code', 'not-understood'),
    title: text('title', 'The answer could not be read.'),
    detail: text('detail', text('message', `The server answered with status ${status}.`)),
    consequence: text('consequence', 'It is not known whether anything was done.'),
    remedy: text('remedy', 'Load the page again and look before you repeat it.'),
    requestId: text('requestId', ''),
    fields,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  });
}

/** No answer came at all. */
export function noAnswer(cause: unknown): ProblemError {
  return new ProblemError(
    {
      status: 0,
      code: 'no-answer',
      title: 'Kravhub does not answer.',
      detail: 'The network is down, or the service is being restarted.',
      consequence: 'It is not known whether anything was done.',
      remedy: 'Wait a moment, then try again. Nothing is ever done twice.',
    },
    { cause },
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isObject(value) && typeof value['field'] === 'string' && typeof value['reason'] === 'string';
}
