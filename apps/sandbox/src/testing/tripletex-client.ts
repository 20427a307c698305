import { request as httpRequest } from 'node:http';
import { addDays, localDateAt } from '@app/domain';
import type { TripletexSimulator } from '../tripletex/simulator.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Parsed body; undefined when it is no JSON. */
  readonly json: Json;
}

/** JSON read the way tests want it: any path may be asked for, and is checked by the expectation. */
export interface Json {
  readonly [name: string]: Json;
  readonly [index: number]: Json;
}

export interface Ask {
  readonly method?: string;
  readonly authorization?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Hang up when this is aborted. */
  readonly signal?: AbortSignal;
}

/** One plain HTTP request. Rejects when the connection breaks. */
export async function ask(
  url: string,
  { method = 'GET', authorization, headers = {}, body, signal }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      {
        method,
        agent: false,
        ...(signal ? { signal } : {}),
        headers: {
          'content-type': 'application/json',
          ...headers,
          ...(authorization ? { authorization } : {}),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          if (!incoming.complete) return;
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) });
        });
      },
    );
    sent.on('error', reject);
    if (body !== undefined) sent.write(typeof body === 'string' ? body : JSON.stringify(body));
    sent.end();
  });
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined as unknown as Json;
  }
}

/** Logs in with an employee token until the day after tomorrow and keeps asking as one company. */
export class TripletexTestClient {
  private constructor(
    readonly url: string,
    readonly sessionToken: string,
    readonly username: string,
  ) {}

  static async login(
    simulator: TripletexSimulator,
    url: string,
    employeeToken: string,
    username = '0',
  ): Promise<TripletexTestClient> {
    const expirationDate = addDays(localDateAt(simulator.clock.now(), 'NO'), 2);
    const { consumerToken } = simulator.credentials;
    const answer = await ask(`${url}/token/session/:create`, {
      method: 'POST',
      body: { consumerToken, employeeToken, expirationDate },
    });
    if (answer.status !== 201) throw new Error(`No session: ${answer.status} ${answer.text}`);
    return new TripletexTestClient(url, String(answer.json['value']?.['token']), username);
  }

  as(username: string | number): TripletexTestClient {
    return new TripletexTestClient(this.url, this.sessionToken, String(username));
  }

  get authorization(): string {
    return `Basic ${Buffer.from(`${this.username}:${this.sessionToken}`).toString('base64')}`;
  }

  async get(pathAndQuery: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return ask(this.url + pathAndQuery, { authorization: this.authorization, headers });
  }

  async put(pathAndQuery: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
    return ask(this.url + pathAndQuery, {
      method: 'PUT',
      authorization: this.authorization,
      body,
      ...(signal ? { signal } : {}),
    });
  }

  async post(pathAndQuery: string, body?: unknown): Promise<Answer> {
    return ask(this.url + pathAndQuery, { method: 'POST', authorization: this.authorization, body });
  }
}
