import type { BudgetRule } from '../contract/index.js';
import { OutcomeUnknownError, RetryableLedgerError } from '../contract/index.js';
import { DecodeError, type LedgerHttp, TROUBLE_WAIT_MS } from '../kit/index.js';
import { TOKEN_OPERATION } from './errors.js';
import type { FortnoxSettings } from './settings.js';
import { type WireToken, wireTokenAnswer } from './wire.js';

/**
 * Fortnox's token endpoint (https://www.fortnox.se/developer/authorization): Basic authentication with the client's id
 * and secret, a form as body, JSON as answer under whatever content type.
 */
export class TokenEndpoint {
  constructor(
    private readonly http: LedgerHttp,
    private readonly settings: FortnoxSettings,
    private readonly authUrl: string,
    private readonly timeoutMs: number,
  ) {}

  /** A code works once, so a lost answer is not asked for again. @throws GrantRefusedError used or older than 10 minutes */
  exchange(code: string, redirectUri: string): Promise<WireToken> {
    return this.#ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, false);
  }

  /** A refresh token works once and dies as it is used. @throws GrantRefusedError used, expired or revoked */
  refresh(refreshToken: string): Promise<WireToken> {
    return this.#ask({ grant_type: 'refresh_token', refresh_token: refreshToken }, false);
  }

  /** Needs the company's consent to the service account; may be repeated. @throws GrantRefusedError no consent */
  clientCredentials(tenantId: string): Promise<WireToken> {
    return this.#ask({ grant_type: 'client_credentials' }, true, { tenantid: tenantId });
  }

  async #ask(
    form: Readonly<Record<string, string>>,
    repeatable: boolean,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<WireToken> {
    const { clientId, clientSecret } = this.settings;
    const basic = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
    try {
      const { json } = await this.http.json({
        operation: TOKEN_OPERATION,
        method: 'POST',
        url: `${this.authUrl}/token`,
        headers: {
          ...headers,
          authorization: `Basic ${basic}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form).toString(),
        repeatable,
        timeoutMs: this.timeoutMs,
        budget: signInBudget(clientId),
      });
      return wireTokenAnswer(json);
    } catch (error) {
      if (error instanceof DecodeError || error instanceof OutcomeUnknownError) {
        // Nothing in the books: the caller may ask again, and then learns whether the token was used up.
        throw new RetryableLedgerError(
          'Fortnox’s answer to signing in did not arrive whole.',
          TROUBLE_WAIT_MS,
          {
            cause: error,
          },
        );
      }
      throw error;
    }
  }
}

/** No limit is published for the token endpoint; the API's own pace is kept here too. */
function signInBudget(clientId: string): BudgetRule {
  return { key: `fortnox:sign-in:${clientId}`, callsMax: 5, windowMs: 1_000 };
}
