import { setTimeout as delay } from 'node:timers/promises';

/** An answer that is not a success: what was asked, the status, and the problem in the server's own words. */
export class RequestFailedError extends Error {
  constructor(
    method: string,
    path: string,
    readonly status: number,
    body: string,
  ) {
    super(`${method} ${path} answered ${status}: ${body.slice(0, 500)}`);
    this.name = 'RequestFailedError';
  }
}

const TIMEOUT_MS = 60_000;
/** A question is asked again as often when its connection breaks; an order never is. */
const ASKED_MAX = 3;
const ASK_AGAIN_MS = 300;

/** A small JSON client for addresses on this machine. */
export class HttpJson {
  constructor(
    private readonly base: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get<T>(path: string): Promise<T> {
    for (let asked = 1; ; asked += 1) {
      try {
        return await this.send<T>('GET', path);
      } catch (error) {
        if (error instanceof RequestFailedError || asked >= ASKED_MAX) throw error;
        await delay(ASK_AGAIN_MS);
      }
    }
  }

  async send<T>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const response = await fetch(this.base + path, {
      method,
      headers: { ...this.headers, ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new RequestFailedError(method, path, response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
