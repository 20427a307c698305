import { type BudgetRule, OutcomeUnknownError, RetryableLedgerError } from '../contract/index.js';
import { DecodeError, type LedgerHttp, TROUBLE_WAIT_MS } from '../kit/index.js';
import { apiScope, fingerprint, type VismaBusinessSettings } from './settings.js';
import { TOKEN_OPERATION } from './token-errors.js';
import { type WireToken, wireToken } from './wire.js';

/**
 * Visma Connect's token endpoint (https://docs.vismasoftware.no/businessnxtapi/authentication/): a form as body, client id and
 * secret by Basic authentication, each URL-encoded first as RFC 6749 section 2.3.1 asks.
 */
export class TokenEndpoint {
  constructor(
    private readonly http: LedgerHttp,
    private readonly settings: VismaBusinessSettings,
    private readonly connectUrl: string,
    private readonly timeoutMs: number,
  ) {}

  /** A code works once, so a lost answer is not asked for again. @throws GrantRefusedError used, too old, or not ours */
  exchange(code: string, redirectUri: string, codeVerifier: string): Promise<WireToken> {
    return this.#ask(
      { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier },
      false,
    );
  }

  /** The answer may hold a new refresh token that replaces the old one. @throws GrantRefusedError used, expired or revoked */
  refresh(refreshToken: string): Promise<WireToken> {
    return this.#ask({ grant_type: 'refresh_token', refresh_token: refreshToken }, false);
  }

  /** Without a person; may be repeated. @throws GrantRefusedError */
  clientCredentials(): Promise<WireToken> {
    const { tenantId } = this.settings;
    const tenant: Readonly<Record<string, string>> = tenantId ? { tenant_id: tenantId } : {};
    return this.#ask({ grant_type: 'client_credentials', scope: apiScope(this.settings), ...tenant }, true);
  }

  async #ask(form: Readonly<Record<string, string>>, repeatable: boolean): Promise<WireToken> {
    const { clientId, clientSecret } = this.settings;
    const parts = [clientId, clientSecret].map((part) => encodeURIComponent(part));
    try {
      const { json } = await this.http.json({
        operation: TOKEN_OPERATION,
        method: 'POST',
        url: `${this.connectUrl}/connect/token`,
        headers: {
          accept: 'application/json',
          authorization: `Basic ${Buffer.from(parts.join(':'), 'utf8').toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form).toString(),
        repeatable,
        timeoutMs: this.timeoutMs,
        budget: signInBudget(this.settings),
      });
      return wireToken(json);
    } catch (error) {
      if (error instanceof DecodeError || error instanceof OutcomeUnknownError) {
        // Nothing in the books: the caller may ask again, and then learns whether the token was used up.
        throw new RetryableLedgerError(
          'Visma Connect’s answer to signing in did not arrive whole.',
          TROUBLE_WAIT_MS,
          { cause: error },
        );
      }
      throw error;
    }
  }
}

/** No limit is published for Visma Connect; a sign-in a second is more than a healthy grant ever needs. */
function signInBudget({ clientId }: VismaBusinessSettings): BudgetRule {
  return { key: `visma-business:sign-in:${fingerprint(clientId)}`, callsMax: 60, windowMs: 60_000 };
}
