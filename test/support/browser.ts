import { randomUUID } from 'node:crypto';
import type { Problem } from './hub-api.js';

/** What a browser does with the hub: keeps cookies, and says which page it sends from. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async send(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.url,
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  signIn(email: string, password: string): Promise<Response> {
    return this.send('POST', '/api/auth/sign-in/email', { email, password });
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.send('GET', `/api/v1${path}`);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** The refusal's code and status, or the status alone when it was carried out. */
  async outcome(
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<string> {
    const response = await this.send(method, `/api/v1${path}`, body, headers);
    if (response.status < 400) return String(response.status);
    return `${response.status} ${((await response.json()) as Problem).code}`;
  }
}
