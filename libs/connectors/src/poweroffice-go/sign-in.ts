import type { JsonObject } from '@app/domain';
import {
  ConnectionBlockedError,
  type ConnectorTools,
  type InteractiveSignIn,
  LedgerContradictionError,
  LedgerError,
  RecordRefusedError,
  RetryableLedgerError,
  type SignInAnswer,
} from '../contract/index.js';
import { DecodeError, type Decoder, unusableAnswer } from '../kit/index.js';
import type { IntegrationAccess } from './auth.js';
import { TokenRefusedError } from './errors.js';
import {
  clientsOf,
  digitsOf,
  mergeClients,
  type OnboardedClient,
  type PowerOfficeGoSettings,
} from './settings.js';
import { wireFinalized, wireInitiated } from './wire.js';

export type OpenAccess = (
  settings: PowerOfficeGoSettings,
  tools: ConnectorTools,
) => { readonly access: IntegrationAccess; readonly baseUrl: string };

/** Two names were seen for the one parameter. */
const TOKEN_NAMES = ['token', 'onboarding_token', 'onboardingtoken'];

/**
 * Onboarding: we ask for an address, the person signs in there and picks companies, and a one-time token gives one client
 * key for each. No company is named beforehand, so an accountant picks all of them in one go.
 */
export function onboarding(openAccess: OpenAccess): InteractiveSignIn<PowerOfficeGoSettings> {
  return {
    begin: async (settings, { state, redirectUri }, tools) => {
      const returnUrl = new URL(redirectUri);
      // PowerOffice checks the address without its query, and brings the query back.
      returnUrl.searchParams.set('state', state);
      const body = { ApplicationKey: settings.applicationKey, RedirectUri: returnUrl.toString() };
      const opened = openAccess(settings, tools);
      try {
        const { TemporaryUrl } = await ask(opened, '/Onboarding/Initiate', body, true, wireInitiated);
        return { url: webAddress(TemporaryUrl), memo: {} };
      } catch (error) {
        throw isRefusal(error) ? notBegun(error) : error;
      }
    },
    complete: async (settings, _memo, answer, tools) => {
      const body = { OnboardingToken: onboardingToken(answer) };
      const clients = await finalize(openAccess(settings, tools), body);
      return { settings: settingsWith(settings, clients), tokens: {} };
    },
  };
}

/** The token is good once: whatever goes wrong here, only signing in again helps. */
async function finalize(
  opened: ReturnType<OpenAccess>,
  body: JsonObject,
): Promise<readonly OnboardedClient[]> {
  try {
    const { OnboardedClientsInformation } = await ask(
      opened,
      '/Onboarding/Finalize',
      body,
      false,
      wireFinalized,
    );
    if (OnboardedClientsInformation.length === 0) throw refused('No company was chosen.');
    return OnboardedClientsInformation.map(({ ClientKey, ClientName, ClientOrganizationNumber }) => ({
      clientKey: ClientKey,
      name: ClientName ?? ClientOrganizationNumber ?? 'PowerOffice Go',
      organisationNumber: digitsOf(ClientOrganizationNumber),
    }));
  } catch (error) {
    const isHarmless = error instanceof RetryableLedgerError || error instanceof ConnectionBlockedError;
    if (!(error instanceof LedgerError) || isHarmless) throw error;
    throw refused(
      'PowerOffice did not give the companies’ keys: the sign-in was too old, used, or not answered.',
      error,
    );
  }
}

/** Neither call is signed by a company: the subscription key is all. */
async function ask<T>(
  { access, baseUrl }: ReturnType<OpenAccess>,
  path: string,
  body: JsonObject,
  repeatable: boolean,
  decoder: Decoder<T>,
): Promise<T> {
  const operation = `POST ${path}`;
  const { json } = await access.http.json({
    operation,
    method: 'POST',
    url: `${baseUrl}${path}`,
    headers: {
      'Ocp-Apim-Subscription-Key': access.settings.subscriptionKey,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(body),
    repeatable,
    timeoutMs: access.timeoutMs,
    budget: access.budget,
  });
  try {
    return decoder(json);
  } catch (error) {
    if (error instanceof DecodeError)
      throw unusableAnswer('PowerOffice', { operation, repeatable }, error.message);
    throw error;
  }
}

function onboardingToken({ query }: SignInAnswer): string {
  const named = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));
  const status = named.get('status');
  if (status !== undefined && status.toLowerCase() !== 'success')
    throw refused(reasonOf(status.toLowerCase()));
  for (const name of TOKEN_NAMES) {
    const token = named.get(name);
    if (token) return token;
  }
  throw refused('PowerOffice sent the browser back without a token.');
}

function reasonOf(status: string): string {
  const known: Readonly<Record<string, string>> = {
    canceled: 'The sign-in was called off.',
    cancelled: 'The sign-in was called off.',
    clientnotfound: 'PowerOffice does not know the company.',
    noclientaccess: 'The user may not approve integrations in any company: it takes an administrator.',
    integrationblocked: 'PowerOffice has blocked the integration.',
  };
  return known[status] ?? 'PowerOffice did not approve the sign-in.';
}

function settingsWith(settings: PowerOfficeGoSettings, clients: readonly OnboardedClient[]): JsonObject {
  const { applicationKey, subscriptionKey, clientKey } = settings;
  const merged = mergeClients(clientsOf(settings), clients);
  return {
    applicationKey,
    subscriptionKey,
    ...(clientKey === undefined ? {} : { clientKey }),
    clients: JSON.stringify(merged),
  };
}

function webAddress(text: string): string {
  const { protocol } = new URL(text);
  if (protocol === 'https:' || protocol === 'http:') return text;
  throw new RetryableLedgerError('PowerOffice gave no web address to sign in at.', 1_000);
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof TokenRefusedError ||
    error instanceof LedgerContradictionError ||
    error instanceof RecordRefusedError
  );
}

function notBegun(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'PowerOffice does not take the application key, or not the address to come back to.',
    'The operator checks both keys, and that PowerOffice has our redirect address on its list for this environment.',
    { cause },
  );
}

function refused(message: string, cause?: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    message,
    'Begin the sign-in again, as an administrator in PowerOffice, and choose at least one company.',
    { cause },
  );
}
