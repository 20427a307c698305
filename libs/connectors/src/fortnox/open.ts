import { ConnectionBlockedError, type ConnectorTools } from '../contract/index.js';
import { LedgerHttp } from '../kit/index.js';
import { type AccessTokens, budgetRule, GrantTokens } from './auth.js';
import { FortnoxClient } from './client.js';
import { fortnoxVerdict } from './errors.js';
import { readCompany } from './identity.js';
import { LIMITS } from './limits.js';
import type { FortnoxSettings } from './settings.js';
import { TokenEndpoint } from './token-endpoint.js';
import type { WireCompany } from './wire.js';

export const API_URL = 'FORTNOX_API_URL';
export const AUTH_URL = 'FORTNOX_AUTH_URL';
export const STREAM_URL = 'FORTNOX_STREAM_URL';
export const API_STANDARD = 'https://api.fortnox.se/3';
export const STREAM_STANDARD = 'wss://ws.fortnox.se/topics-v1';

/** Puts the token endpoint together. Sends nothing. */
export function openEndpoint(
  settings: FortnoxSettings,
  tools: ConnectorTools,
): { readonly endpoint: TokenEndpoint; readonly authUrl: string } {
  const authUrl = baseAddress(tools, AUTH_URL);
  return {
    endpoint: new TokenEndpoint(http(settings, tools), settings, authUrl, LIMITS.requestTimeoutMs),
    authUrl,
  };
}

/** The API of the grant's company. Sends nothing. */
export function openClient(settings: FortnoxSettings, tools: ConnectorTools): FortnoxClient {
  return clientWith(openTokens(settings, tools), settings, tools);
}

/** The access tokens of the grant's company. Sends nothing. */
export function openTokens(settings: FortnoxSettings, tools: ConnectorTools): AccessTokens {
  const { endpoint, authUrl } = openEndpoint(settings, tools);
  return new GrantTokens(endpoint, settings, tools.clock, tools.tokens, authUrl);
}

/** Whose books a token opens that is not stored yet. */
export function companyWith(
  accessToken: string,
  settings: FortnoxSettings,
  tools: ConnectorTools,
): Promise<WireCompany> {
  const token = { value: accessToken, stored: { value: {}, version: 0 } };
  const tokens: AccessTokens = {
    current: () => Promise.resolve(token),
    replace: () => Promise.reject(refusedAtOnce()),
  };
  return readCompany(clientWith(tokens, settings, tools));
}

function refusedAtOnce(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'Fortnox refuses an access token that it has just given.',
    'Check under “Manage integrations” in Fortnox that the integration is active, and sign in again.',
  );
}

function clientWith(tokens: AccessTokens, settings: FortnoxSettings, tools: ConnectorTools): FortnoxClient {
  return new FortnoxClient(
    http(settings, tools),
    tokens,
    baseAddress(tools, API_URL),
    budgetRule(settings),
    LIMITS,
  );
}

function http({ clientSecret }: FortnoxSettings, tools: ConnectorTools): LedgerHttp {
  return new LedgerHttp({
    tools,
    ledgerName: 'Fortnox',
    verdict: fortnoxVerdict,
    // No header of Fortnox's tells what is left.
    budgetReading: () => ({}),
    secrets: [clientSecret],
  });
}

function baseAddress(tools: ConnectorTools, variable: string): string {
  return tools.address(variable).replace(/\/+$/, '');
}
