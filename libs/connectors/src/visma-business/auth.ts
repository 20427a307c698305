import type { Clock, JsonObject } from '@app/domain';
import {
  type BudgetRule,
  ConnectionBlockedError,
  type StoredToken,
  type TokenStore,
} from '../contract/index.js';
import { TokenRenewal } from '../kit/index.js';
import { fingerprint, isService, type VismaBusinessSettings } from './settings.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { GrantRefusedError } from './token-errors.js';
import type { WireToken } from './wire.js';

/** Access tokens live an hour by every public sample; `expires_in` counts. */
const RENEW_AHEAD_MS = 5 * 60_000;

/**
 * Access tokens of one grant, renewed once over all processes and stored before use. With `user` access the refresh
 * token that signing in gave is used; its successor is stored together with the access token, so that no process ever
 * uses one that nobody has kept. Whether Visma takes a used refresh token again is not known, so the answer to a lost
 * renewal is simply asked for again: either it works, or a person signs in. With `service` access there is no refresh token.
 */
export class GrantTokens {
  readonly #renewal: TokenRenewal;

  constructor(
    private readonly endpoint: TokenEndpoint,
    settings: VismaBusinessSettings,
    private readonly clock: Clock,
    private readonly store: TokenStore,
    connectUrl: string,
  ) {
    const name = tokenName(connectUrl, settings);
    this.#renewal = new TokenRenewal(store, clock, {
      name,
      make: () => (isService(settings) ? this.#withCredentials() : this.#withRefreshToken(name)),
      expiresAtMs: (value) => expiresAtMs(value),
      aheadMs: RENEW_AHEAD_MS,
    });
  }

  current(): Promise<StoredToken> {
    return this.#renewal.current();
  }

  /** After Visma refused this one. */
  replace(refused: StoredToken): Promise<StoredToken> {
    return this.#renewal.replace(refused);
  }

  async #withCredentials(): Promise<JsonObject> {
    const askedAt = this.clock.now();
    try {
      return toStored(await this.endpoint.clientCredentials(), askedAt);
    } catch (error) {
      throw error instanceof GrantRefusedError ? serviceRefused(error) : error;
    }
  }

  async #withRefreshToken(name: string): Promise<JsonObject> {
    const refreshToken = (await this.store.read(name))?.value['refreshToken'];
    if (typeof refreshToken !== 'string') throw notSignedIn();
    const askedAt = this.clock.now();
    try {
      return toStored(await this.endpoint.refresh(refreshToken), askedAt, refreshToken);
    } catch (error) {
      throw error instanceof GrantRefusedError ? signInAgain(error) : error;
    }
  }
}

/** The only shape in which a token is kept. Without a new refresh token the old one stays good. */
export function toStored(
  { access_token, expires_in, refresh_token }: WireToken,
  askedAt: Date,
  refreshToken?: string,
): JsonObject {
  const kept = refresh_token ?? refreshToken;
  return {
    accessToken: access_token,
    expiresAt: new Date(askedAt.getTime() + expires_in * 1000).toISOString(),
    ...(kept === undefined ? {} : { refreshToken: kept }),
  };
}

/** Name in the grant's token store; other credentials mean another token. */
export function tokenName(connectUrl: string, settings: VismaBusinessSettings): string {
  const { clientId, clientSecret, tenantId = '' } = settings;
  const access = isService(settings) ? 'service' : 'user';
  return `visma-business:${fingerprint(connectUrl, access, clientId, clientSecret, tenantId)}`;
}

/**
 * 600 calls a minute for one `Authorization` token (https://docs.vismasoftware.no/businessnxtapi/apireference/ratelimits/),
 * so for all companies of the grant together. No header tells what is left.
 */
export function budgetRule(connectUrl: string, settings: VismaBusinessSettings): BudgetRule {
  return { key: `${tokenName(connectUrl, settings)}:calls`, callsMax: 600, windowMs: 60_000 };
}

function expiresAtMs({ accessToken, expiresAt }: JsonObject): number | undefined {
  if (typeof accessToken !== 'string' || typeof expiresAt !== 'string') return undefined;
  const ms = Date.parse(expiresAt);
  return Number.isNaN(ms) ? undefined : ms;
}

function signInAgain(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'Visma Connect no longer accepts the sign-in: it was withdrawn, has expired, or its renewal was lost on the way.',
    'Sign in at Visma again from the connection’s page.',
    { cause },
  );
}

function serviceRefused(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'Visma Connect gives the application no token of its own.',
    'The operator checks in Visma’s developer portal that the application is a service application, and whether a tenant id is asked for.',
    { cause },
  );
}

function notSignedIn(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'Nobody has signed in at Visma for this connection yet.',
    'Begin the sign-in at Visma from the connection’s page.',
  );
}
