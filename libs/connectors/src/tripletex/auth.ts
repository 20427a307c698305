import { createHash } from 'node:crypto';
import { addDays, type Clock, isLocalDate, type JsonObject, localDateAt, startOfDay } from '@app/domain';
import {
  type BudgetRule,
  ConnectionBlockedError,
  RecordRefusedError,
  type StoredToken,
  type TokenStore,
} from '../contract/index.js';
import { DecodeError, type LedgerHttp, object, text, TokenRenewal, unusableAnswer } from '../kit/index.js';
import { ObjectNotFoundError, SessionRefusedError } from './errors.js';
import type { TripletexSettings } from './settings.js';

/** A signed-in session. One serves all client companies of the employee token. */
export interface TripletexSession {
  readonly token: string;
  readonly stored: StoredToken;
}

/** Where sessions come from. The vendor is said to be adding refresh tokens; those would be another provider. */
export interface SessionProvider {
  /** @throws ConnectionBlockedError, RetryableLedgerError */
  current(): Promise<TripletexSession>;
  /** After Tripletex refused this one. */
  replace(refused: TripletexSession): Promise<TripletexSession>;
}

/** Asked for: two days ahead. It dies when that day begins in Norway, so at least 24 hours are left. */
const LIFE_DAYS = 2;
const RENEW_AHEAD_MS = 3 * 3_600_000;

const decodeCreated = object({ value: object({ token: text, expirationDate: text }) });

export class EmployeeTokenSessions implements SessionProvider {
  readonly #renewal: TokenRenewal;

  constructor(
    private readonly http: LedgerHttp,
    private readonly settings: TripletexSettings,
    private readonly baseUrl: string,
    private readonly clock: Clock,
    tokens: TokenStore,
    private readonly timeoutMs: number,
  ) {
    this.#renewal = new TokenRenewal(tokens, clock, {
      name: `tripletex-session:${fingerprint(baseUrl, settings.consumerToken, settings.employeeToken)}`,
      make: () => this.#create(),
      expiresAtMs: (value) => expiresAtMs(value),
      aheadMs: RENEW_AHEAD_MS,
    });
  }

  async current(): Promise<TripletexSession> {
    return toSession(await this.#renewal.current());
  }

  async replace(refused: TripletexSession): Promise<TripletexSession> {
    return toSession(await this.#renewal.replace(refused.stored));
  }

  /** Signing in makes a session more and changes no books: it may be repeated. */
  async #create(): Promise<JsonObject> {
    const operation = 'POST /token/session/:create';
    const today = localDateAt(this.clock.now(), 'NO');
    const { consumerToken, employeeToken } = this.settings;
    try {
      const { json } = await this.http.json({
        operation,
        method: 'POST',
        url: `${this.baseUrl}/token/session/:create`,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ consumerToken, employeeToken, expirationDate: addDays(today, LIFE_DAYS) }),
        repeatable: true,
        timeoutMs: this.timeoutMs,
        budget: budgetRule(employeeToken),
      });
      const { value } = decodeCreated(json);
      return { token: value.token, expirationDate: value.expirationDate };
    } catch (error) {
      if (error instanceof DecodeError)
        throw unusableAnswer('Tripletex', { operation, repeatable: true }, error.message);
      if (error instanceof ObjectNotFoundError) throw wrongAddress(error);
      if (isRefusal(error)) throw tokensRefused(error);
      throw error;
    }
  }
}

function toSession(stored: StoredToken): TripletexSession {
  return { token: String(stored.value['token']), stored };
}

/** Tripletex ends the session at midnight, in Norway, as `expirationDate` begins. */
function expiresAtMs({ token, expirationDate }: JsonObject): number | undefined {
  if (typeof token !== 'string' || typeof expirationDate !== 'string' || !isLocalDate(expirationDate))
    return undefined;
  return startOfDay(expirationDate, 'NO').getTime();
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof SessionRefusedError ||
    error instanceof ConnectionBlockedError ||
    error instanceof RecordRefusedError
  );
}

function tokensRefused(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'Tripletex does not accept the consumer token or the employee token. They may be revoked, expired, or of another environment.',
    'Make a new API key in Tripletex (Company → Our customer account → API access) and connect again with it.',
    { cause },
  );
}

function wrongAddress(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'There is no Tripletex sign-in at the address that is set.',
    'The operator checks TRIPLETEX_API_URL: it ends in /v2.',
    { cause },
  );
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

/**
 * Tripletex counts per employee token and consumer, all client companies together. 100 calls in 10 s is what test
 * accounts showed in July 2026; the answers' headers outrank it.
 */
export function budgetRule(employeeToken: string): BudgetRule {
  return { key: `tripletex:employee-token:${tokenId(employeeToken)}`, callsMax: 100, windowMs: 10_000 };
}

/** The token's public number where it can be read, else a fingerprint; never the token. */
function tokenId(employeeToken: string): string {
  const match = /"tokenId"\s*:\s*(\d{1,18})\b/.exec(Buffer.from(employeeToken, 'base64').toString('utf8'));
  return match?.[1] ?? fingerprint(employeeToken);
}
