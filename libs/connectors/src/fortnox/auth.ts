import { createHash } from 'node:crypto';
import type { Clock, JsonObject } from '@app/domain';
import {
  type BudgetRule,
  ConnectionBlockedError,
  LedgerError,
  type StoredToken,
  type TokenStore,
} from '../contract/index.js';
import { TokenRenewal } from '../kit/index.js';
import { GrantRefusedError } from './errors.js';
import type { FortnoxSettings } from './settings.js';
import type { TokenEndpoint } from './token-endpoint.js';
import type { WireToken } from './wire.js';

export interface AccessToken {
  readonly value: string;
  readonly stored: StoredToken;
}

export interface AccessTokens {
  /** @throws ConnectionBlockedError, RetryableLedgerError */
  current(): Promise<AccessToken>;
  /** After Fortnox refused this one. */
  replace(refused: AccessToken): Promise<AccessToken>;
}

/** Access tokens live an hour. */
const RENEW_AHEAD_MS = 5 * 60_000;

/** Marks a stored token whose refresh token is used up: nobody asks Fortnox again until a person has reconnected. */
const SPENT: JsonObject = { spent: true };

/**
 * Access tokens of one company, renewed once over all processes and stored before use.
 *
 * With a stored refresh token it is used (it works once, and lives 45 days). When Fortnox refuses it, because it
 * expired or because the answer to an earlier renewal was lost after Fortnox had rotated it, client credentials are
 * tried once, and then the token is marked as spent: from there on every call is blocked with "reconnect" without
 * another request. Without a refresh token, client credentials with the tenant's number renew for as long as the
 * company's consent stands.
 */
export class GrantTokens implements AccessTokens {
  readonly #renewal: TokenRenewal;

  constructor(
    private readonly endpoint: TokenEndpoint,
    private readonly settings: FortnoxSettings,
    private readonly clock: Clock,
    private readonly store: TokenStore,
    authUrl: string,
  ) {
    const name = tokenName(authUrl, settings);
    this.#renewal = new TokenRenewal(store, clock, {
      name,
      make: () => this.#make(name),
      expiresAtMs: (value) => expiresAtMs(value),
      aheadMs: RENEW_AHEAD_MS,
    });
  }

  async current(): Promise<AccessToken> {
    return usable(await this.#renewal.current());
  }

  async replace(refused: AccessToken): Promise<AccessToken> {
    return usable(await this.#renewal.replace(refused.stored));
  }

  async #make(name: string): Promise<JsonObject> {
    const refreshToken = (await this.store.read(name))?.value['refreshToken'];
    if (typeof refreshToken !== 'string') return this.#withClientCredentials();
    const askedAt = this.clock.now();
    try {
      return toStored(await this.endpoint.refresh(refreshToken), askedAt);
    } catch (error) {
      if (!(error instanceof GrantRefusedError)) throw error;
    }
    try {
      return await this.#withClientCredentials();
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return SPENT;
    }
  }

  async #withClientCredentials(): Promise<JsonObject> {
    const { tenantId } = this.settings;
    if (!tenantId) throw notSignedIn();
    const askedAt = this.clock.now();
    try {
      return toStored(await this.endpoint.clientCredentials(tenantId), askedAt);
    } catch (error) {
      if (error instanceof GrantRefusedError) throw reconnect(error);
      throw error;
    }
  }
}

/** The only shape in which a token is kept. */
export function toStored({ access_token, expires_in, refresh_token }: WireToken, askedAt: Date): JsonObject {
  return {
    accessToken: access_token,
    expiresAt: new Date(askedAt.getTime() + expires_in * 1000).toISOString(),
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
  };
}

/** Name in the grant's token store; another company, client or secret means another token. */
export function tokenName(
  authUrl: string,
  { clientId, clientSecret, tenantId = '' }: FortnoxSettings,
): string {
  const parts = [authUrl, clientId, clientSecret, tenantId];
  return `fortnox:${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;
}

/**
 * 25 calls in sliding 5 seconds per client and tenant, whichever token they bear
 * (https://www.fortnox.se/developer/guides-and-good-to-know/rate-limits-for-fortnox-api). No header tells what is left.
 * Kept as 5 in a second: the limiter stays closed after a burst, so an even pace gets more through
 * (softwerkab/fortnox-csharp-api-sdk, pull request 258).
 */
export function budgetRule({ clientId, tenantId = '' }: FortnoxSettings): BudgetRule {
  return { key: `fortnox:${clientId}:${tenantId}`, callsMax: 5, windowMs: 1_000 };
}

function usable(stored: StoredToken): AccessToken {
  if (stored.value['spent'] === true) throw reconnect();
  return { value: String(stored.value['accessToken']), stored };
}

/** A spent token is never renewed by itself, so it counts as fresh for ever; `usable` blocks on it. */
function expiresAtMs({ spent, accessToken, expiresAt }: JsonObject): number | undefined {
  if (spent === true) return Number.MAX_SAFE_INTEGER;
  if (typeof accessToken !== 'string' || typeof expiresAt !== 'string') return undefined;
  const ms = Date.parse(expiresAt);
  return Number.isNaN(ms) ? undefined : ms;
}

function reconnect(cause?: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'Fortnox no longer accepts the company’s access: it was withdrawn, has expired, or its renewal was lost on the way.',
    'Connect the company again: a system administrator signs in at Fortnox and approves the integration.',
    { cause },
  );
}

function notSignedIn(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'Nobody has signed in at Fortnox for this connection yet.',
    'Begin the sign-in at Fortnox from the connection’s page.',
  );
}
