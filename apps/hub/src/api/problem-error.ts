/** RFC 9457, with what a person needs to know to go on. */
export interface Problem {
  /** Address of the explanation. Example: `/api/docs#problem-claim-not-found`. */
  readonly type: string;
  /** One short sentence, the same for every occurrence. */
  readonly title: string;
  readonly status: number;
  /** The cause in this case. */
  readonly detail: string;
  /** What did, or did not, happen because of it. */
  readonly consequence: string;
  /** What to do now. */
  readonly remedy: string;
  /** For programs; never changes. Example: `claim-not-found`. */
  readonly code: string;
  /** Finds the request in the log. */
  readonly requestId: string;
  /** Which fields were unfit, and why. */
  readonly fields?: readonly { readonly field: string; readonly reason: string }[];
}

export interface ProblemChoice {
  readonly status: number;
  /** Kebab-case; part of the API. */
  readonly code: string;
  readonly title: string;
  /** In plain words, without secrets or people's data. */
  readonly cause: string;
  readonly consequence: string;
  readonly remedy: string;
  readonly fields?: readonly { readonly field: string; readonly reason: string }[];
  /** Seconds for the `Retry-After` header. */
  readonly retryAfterSeconds?: number;
}

/** A refusal that the caller can act upon: thrown by services and controllers, answered as problem+json. */
export class ProblemError extends Error {
  constructor(
    readonly problem: ProblemChoice,
    options?: ErrorOptions,
  ) {
    super(`${problem.code}: ${problem.cause}`, options);
    this.name = 'ProblemError';
  }
}

export function problemBody(problem: ProblemChoice, requestId: string): Problem {
  const { status, code, title, cause, consequence, remedy, fields } = problem;
  return {
    type: `/api/docs#problem-${code}`,
    title,
    status,
    detail: cause,
    consequence,
    remedy,
    code,
    requestId,
    ...(fields === undefined ? {} : { fields }),
  };
}
