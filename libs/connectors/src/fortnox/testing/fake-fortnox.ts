import { ManualClock, type JsonObject } from '@app/domain';
import {
  type ConnectorTools,
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '../../contract/index.js';
import { MemoryCallBudget, MemoryTokenStore } from '../../kit/index.js';
import type { FortnoxSettings } from '../settings.js';

/** An answer, or `lost`: carried out, but the connection broke before the answer came. */
export type FakeAnswer =
  | { readonly status?: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status?: number; readonly text: string }
  | 'lost';
export type FakeHandler = (request: FakeRequest) => FakeAnswer;

export interface FakeRequest {
  /** `GET /3/invoices`, without the query. */
  readonly line: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const SETTINGS: FortnoxSettings = {
  clientId: '8VurtMGDTeAI',
  clientSecret: 'yFKwme8LEQ',
  tenantId: '9104471',
};
export const NOW = new Date('2026-03-18T10:00:00Z');

/** Answers by hand, without a network: for what a whole simulator would hide. */
export class FakeFortnox {
  readonly clock = new ManualClock(NOW);
  readonly lines: string[] = [];
  readonly requests: FakeRequest[] = [];
  readonly tokens: MemoryTokenStore;

  constructor(
    private readonly handler: FakeHandler,
    initialTokens: Readonly<Record<string, JsonObject>> = {},
  ) {
    this.tokens = new MemoryTokenStore(initialTokens);
  }

  get tools(): ConnectorTools {
    const sleep = (ms: number): Promise<void> => Promise.resolve(this.clock.advanceMs(ms));
    return {
      transport: this.#transport,
      clock: this.clock,
      tokens: this.tokens,
      budget: new MemoryCallBudget(this.clock, sleep),
      log: { debug: () => undefined, warn: () => undefined },
      address: (variable) => (variable === 'FORTNOX_AUTH_URL' ? 'https://auth.test' : 'https://api.test/3/'),
      sleep,
    };
  }

  readonly #transport: Transport = (request) => {
    const answered = this.#answer(request);
    return answered === 'lost'
      ? Promise.reject(new TransportError('The connection broke.', true))
      : Promise.resolve(answered);
  };

  #answer({ method, url, headers, body = '' }: TransportRequest): TransportResponse | 'lost' {
    const { pathname, searchParams } = new URL(url);
    const request = { line: `${method} ${pathname}`, query: searchParams, headers, body };
    this.lines.push(request.line);
    this.requests.push(request);
    const answer = this.handler(request);
    if (answer === 'lost') return answer;
    const text = 'text' in answer ? answer.text : JSON.stringify(answer.json);
    return { status: answer.status ?? 200, headers: {}, body: new TextEncoder().encode(text) };
  }
}

export const TOKEN_LINE = 'POST /token';

export function tokenAnswer(name: string, refreshToken?: string): FakeAnswer {
  return {
    json: {
      access_token: name,
      expires_in: 3600,
      token_type: 'bearer',
      scope: 'invoice customer payment companyinformation settings',
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    },
  };
}

export const COMPANY_ANSWER: FakeAnswer = {
  json: {
    CompanyInformation: {
      CompanyName: 'Norrgård Exempel AB',
      OrganizationNumber: '555555-5555',
      DatabaseNumber: 9104471,
    },
  },
};

export const INVALID_GRANT: FakeAnswer = {
  status: 400,
  json: { error: 'invalid_grant', error_description: 'Invalid refresh token' },
};
