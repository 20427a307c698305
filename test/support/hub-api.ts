import { randomUUID } from 'node:crypto';

/** A refusal in the hub's own words, as every problem+json answer holds them. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** What is wrong. */
  readonly detail: string;
  readonly consequence: string;
  readonly remedy: string;
  readonly fields?: readonly { readonly field: string; readonly reason: string }[];
}

/** The hub answered, and the answer is no. */
export class ProblemAnswer extends Error {
  constructor(
    asked: string,
    readonly problem: Problem,
  ) {
    super(`${asked} answered ${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'ProblemAnswer';
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The hub's public API over HTTP, as a creditor's own program would use it. */
export class HubApi {
  constructor(private readonly url: string) {}

  get<T>(path: string): Promise<T> {
    return this.#good<T>('GET', path);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.#good<T>('PUT', path, body);
  }

  /** Every POST carries an Idempotency-Key, a new one unless the test repeats an earlier one. */
  post<T>(path: string, body?: object, key: string = randomUUID()): Promise<T> {
    return this.#good<T>('POST', path, body, key);
  }

  /** The answer as it is, refusals included. */
  async answer(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const read: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: read };
  }

  async #good<T>(method: string, path: string, body?: object, key?: string): Promise<T> {
    const answer = await this.answer(method, path, body, key);
    if (answer.status < 300) return answer.body as T;
    throw new ProblemAnswer(`${method} ${path}`, answer.body as Problem);
  }
}

/** The problem that a request is refused with. @throws Error when it is not refused */
export async function refusal(asked: Promise<unknown>): Promise<Problem> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof ProblemAnswer) return error.problem;
    throw error;
  }
  throw new Error('The hub carried out what it should have refused.');
}
