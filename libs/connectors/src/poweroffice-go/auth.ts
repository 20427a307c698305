import type { Clock, JsonObject } from '@app/domain';
import {
  type BudgetRule,
  ConnectionBlockedError,
  LedgerContradictionError,
  type LedgerError,
  RecordRefusedError,
  type StoredToken,
  type TokenStore,
} from '../contract/index.js';
import { DecodeError, type LedgerHttp, TokenRenewal, unusableAnswer } from '../kit/index.js';
import { TokenRefusedError } from './errors.js';
import { fingerprint, type PowerOfficeGoSettings } from './settings.js';
import { wireToken } from './wire.js';

/** The vendor's two examples say 600 and 1200; the answer's own figure counts, this only where it has none. */
const LIFE_UNTOLD_S = 600;
const RENEW_AHEAD_MS = 60_000;

/** What every call of this integration needs, whatever the company. */
export interface IntegrationAccess {
  readonly http: LedgerHttp;
  readonly settings: PowerOfficeGoSettings;
  readonly tokenUrl: string;
  readonly budget: BudgetRule;
  readonly timeoutMs: number;
}

/** Access tokens of one company: one token opens one company, so each client key has its own place in the store. */
export class CompanyTokens {
  readonly #renewal: TokenRenewal;

  constructor(
    private readonly access: IntegrationAccess,
    private readonly clientKey: string,
    private readonly clock: Clock,
    tokens: TokenStore,
  ) {
    const { tokenUrl, settings } = access;
    this.#renewal = new TokenRenewal(tokens, clock, {
      name: `poweroffice-token:${fingerprint(tokenUrl, settings.applicationKey, clientKey)}`,
      make: () => this.#ask(),
      expiresAtMs: ({ accessToken, expiresAtMs }) =>
        typeof accessToken === 'string' && typeof expiresAtMs === 'number' ? expiresAtMs : undefined,
      aheadMs: RENEW_AHEAD_MS,
    });
  }

  current(): Promise<StoredToken> {
    return this.#renewal.current();
  }

  /** After PowerOffice refused this one, or for one with newer privileges in it. */
  replace(token: StoredToken): Promise<StoredToken> {
    return this.#renewal.replace(token);
  }

  /** Client credentials: asking makes a token more and changes no books, so it may be repeated. */
  async #ask(): Promise<JsonObject> {
    const operation = 'POST /OAuth/Token';
    const { http, settings, tokenUrl, budget, timeoutMs } = this.access;
    const credentials = Buffer.from(`${settings.applicationKey}:${this.clientKey}`, 'utf8').toString(
      'base64',
    );
    const askedAtMs = this.clock.now().getTime();
    try {
      const { json } = await http.json({
        operation,
        method: 'POST',
        url: tokenUrl,
        headers: {
          authorization: `Basic ${credentials}`,
          'Ocp-Apim-Subscription-Key': settings.subscriptionKey,
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        },
        body: 'grant_type=client_credentials',
        repeatable: true,
        timeoutMs,
        budget,
      });
      const { access_token: accessToken, expires_in: expiresIn } = wireToken(json);
      const lifeS =
        expiresIn !== undefined && /^\d{1,7}$/.test(expiresIn) ? Number(expiresIn) : LIFE_UNTOLD_S;
      return { accessToken, askedAtMs, expiresAtMs: askedAtMs + lifeS * 1000 };
    } catch (error) {
      if (error instanceof DecodeError)
        throw unusableAnswer('PowerOffice', { operation, repeatable: true }, error.message);
      throw isRefusal(error) ? keysRefused(error) : error;
    }
  }
}

/** Bad keys are answered with 400; the kit takes that on a read for a contradiction. */
function isRefusal(error: unknown): error is LedgerError {
  return (
    error instanceof TokenRefusedError ||
    error instanceof LedgerContradictionError ||
    error instanceof RecordRefusedError ||
    (error instanceof ConnectionBlockedError && error.reason === 'permission-missing')
  );
}

function keysRefused(cause: LedgerError): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'PowerOffice does not accept the keys of this company. The extension may have been removed, or a key is of another environment.',
    'Add the extension in PowerOffice again (Settings → Extensions), or sign in again and choose the company.',
    { cause },
  );
}

/** 10 calls in a second for all companies of the subscription key together, token requests counted too. */
export function budgetRule(subscriptionKey: string): BudgetRule {
  return {
    key: `poweroffice-go:subscription:${fingerprint(subscriptionKey)}`,
    callsMax: 10,
    windowMs: 1_000,
  };
}
