import type { JsonObject } from '@app/domain';
import {
  ConnectionBlockedError,
  type ConnectorTools,
  type InteractiveSignIn,
  LedgerError,
  type SignInAnswer,
  type SignInRequest,
  type SignInResult,
  type SignInStart,
} from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import { tokenName, toStored } from './auth.js';
import { GrantRefusedError } from './errors.js';
import { anotherCompany, assertExpected } from './identity.js';
import { companyWith, openEndpoint } from './open.js';
import type { FortnoxSettings } from './settings.js';
import type { WireToken } from './wire.js';

/** All that the connector reads and writes; a scope that the company has no licence for fails the whole sign-in. */
export const SCOPES = ['invoice', 'customer', 'payment', 'companyinformation', 'settings'] as const;

/**
 * OAuth 2 authorization code (https://www.fortnox.se/developer/authorization). Fortnox documents no PKCE; `state` and
 * the client's secret protect the exchange. With a service account the consent stays with the company, and client
 * credentials renew from then on; the refresh token is kept only where they do not work.
 */
export const fortnoxSignIn: InteractiveSignIn<FortnoxSettings> = {
  begin: (settings, request, tools) => Promise.resolve(begin(settings, request, tools)),
  complete: (settings, _memo, answer, tools) => complete(settings, answer, tools),
};

function begin(
  settings: FortnoxSettings,
  { state, redirectUri }: SignInRequest,
  tools: ConnectorTools,
): SignInStart {
  const query = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    scope: SCOPES.join(' '),
    state,
    access_type: 'offline',
    response_type: 'code',
    ...(isService(settings) ? { account_type: 'service' } : {}),
  });
  // The vendor's examples write blanks as %20.
  return {
    url: `${openEndpoint(settings, tools).authUrl}/auth?${query.toString().replaceAll('+', '%20')}`,
    memo: {},
  };
}

async function complete(
  settings: FortnoxSettings,
  { query, redirectUri }: SignInAnswer,
  tools: ConnectorTools,
): Promise<SignInResult> {
  const { endpoint, authUrl } = openEndpoint(settings, tools);
  const askedAt = tools.clock.now();
  const token = await exchange(endpoint.exchange.bind(endpoint), codeOf(query), redirectUri);
  assertScopes(token);
  const company = await companyWith(token.access_token, settings, tools);
  const tenantId = company.DatabaseNumber;
  if (settings.tenantId && settings.tenantId !== tenantId) throw anotherCompany();
  assertExpected(company.OrganizationNumber, settings.expectedOrganisationNumber);
  const whole: FortnoxSettings = { ...settings, tenantId };
  const withConsent =
    isService(settings) && (await consentToken(endpoint.clientCredentials.bind(endpoint), tenantId));
  return {
    settings: filled(whole),
    tokens: { [tokenName(authUrl, whole)]: toStored(withConsent || token, askedAt) },
  };
}

async function exchange(
  ask: (code: string, redirectUri: string) => Promise<WireToken>,
  code: string,
  redirectUri: string,
): Promise<WireToken> {
  try {
    return await ask(code, redirectUri);
  } catch (error) {
    if (error instanceof GrantRefusedError) {
      throw notCompleted(
        'Fortnox does not take the sign-in’s code: it was used already, or is older than 10 minutes.',
        error,
      );
    }
    throw error;
  }
}

/** Undefined when client credentials do not work (yet): the exchanged token and its refresh token then carry the grant. */
async function consentToken(
  ask: (tenantId: string) => Promise<WireToken>,
  tenantId: string,
): Promise<WireToken | undefined> {
  try {
    return await ask(tenantId);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** The redirect's failures are not documented; an answer with neither code nor state was seen when an account was locked. */
function codeOf({ code, error }: SignInAnswer['query']): string {
  if (code) return code;
  if (error === 'error_missing_license') {
    throw new ConnectionBlockedError(
      'module-missing',
      'The company has no Fortnox licence for what the integration asks for.',
      'Order customer invoicing and an integration licence in Fortnox, then sign in again.',
    );
  }
  throw notCompleted('The sign-in at Fortnox was not completed.');
}

function notCompleted(message: string, cause?: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    message,
    'Sign in again as a system administrator of the company, approve the integration, and check that the Fortnox account is not locked.',
    { cause },
  );
}

function assertScopes({ scope }: WireToken): void {
  const granted = scope?.split(/\s+/);
  const missing = granted ? SCOPES.filter((wanted) => !granted.includes(wanted)) : [];
  if (missing.length === 0) return;
  throw new ConnectionBlockedError(
    'permission-missing',
    `Fortnox did not give the scopes ${missing.join(', ')}.`,
    'The operator enables them for the integration in the developer portal; then sign in again.',
  );
}

function isService({ accountType }: FortnoxSettings): boolean {
  return accountType !== 'user';
}

/** As the settings class declares them, without what is empty. */
function filled(settings: FortnoxSettings): JsonObject {
  const entries = isRecord(settings) ? Object.entries(settings) : [];
  return Object.fromEntries(
    entries.filter(([, value]) => typeof value === 'string' && value !== ''),
  ) as JsonObject;
}
