import type { JsonObject } from '@app/domain';
import {
  ConnectionBlockedError,
  type ConnectorTools,
  type InteractiveSignIn,
  type SignInAnswer,
  type SignInRequest,
  type SignInResult,
  type SignInStart,
} from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import { tokenName, toStored } from './auth.js';
import { openEndpoint } from './open.js';
import { apiScope, isService, type VismaBusinessSettings } from './settings.js';
import { GrantRefusedError } from './token-errors.js';
import type { WireToken } from './wire.js';

/**
 * OAuth 2 authorization code with PKCE at Visma Connect
 * (https://docs.vismasoftware.no/businessnxtapi/authentication/). The token acts as the person who signs in, in every
 * company that the person reaches; `offline_access` gives the refresh token that works without the person.
 */
export const vismaSignIn: InteractiveSignIn<VismaBusinessSettings> = {
  begin: (settings, request, tools) => {
    if (isService(settings)) return Promise.reject(notForService());
    return Promise.resolve(begin(settings, request, tools));
  },
  complete: (settings, _memo, answer, tools) => complete(settings, answer, tools),
};

function begin(
  settings: VismaBusinessSettings,
  { state, redirectUri, codeChallenge }: SignInRequest,
  tools: ConnectorTools,
): SignInStart {
  const query = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    response_mode: 'query',
    scope: `openid profile email offline_access ${apiScope(settings)}`,
    state,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  const { connectUrl } = openEndpoint(settings, tools);
  return { url: `${connectUrl}/connect/authorize?${query.toString().replaceAll('+', '%20')}`, memo: {} };
}

async function complete(
  settings: VismaBusinessSettings,
  { query, redirectUri, codeVerifier }: SignInAnswer,
  tools: ConnectorTools,
): Promise<SignInResult> {
  if (isService(settings)) throw notForService();
  const { endpoint, connectUrl } = openEndpoint(settings, tools);
  const askedAt = tools.clock.now();
  const code = codeOf(query);
  let token: WireToken;
  try {
    token = await endpoint.exchange(code, redirectUri, codeVerifier);
  } catch (error) {
    if (!(error instanceof GrantRefusedError)) throw error;
    throw notCompleted('Visma does not take the sign-in’s code: it was used already, or is too old.', error);
  }
  assertUsable(token, settings);
  return {
    settings: filled(settings),
    tokens: { [tokenName(connectUrl, settings)]: toStored(token, askedAt) },
  };
}

function codeOf({ code, error }: SignInAnswer['query']): string {
  if (code) return code;
  if (error === 'invalid_scope' || error === 'unauthorized_client') {
    throw new ConnectionBlockedError(
      'permission-missing',
      'Visma does not let the application ask for access to Business NXT.',
      'The operator adds the Business NXT GraphQL API to the application in Visma’s developer portal, and waits for Visma’s approval.',
    );
  }
  throw notCompleted('The sign-in at Visma was not completed.');
}

/** Without offline access the connection would end within the hour, and with read-only access nothing could be booked. */
function assertUsable({ scope, refresh_token }: WireToken, settings: VismaBusinessSettings): void {
  if (scope !== undefined && !scope.split(/\s+/).includes(apiScope(settings))) {
    throw new ConnectionBlockedError(
      'permission-missing',
      `Visma did not give the scope ${apiScope(settings)}.`,
      'The operator enables it for the application in Visma’s developer portal; then sign in again.',
    );
  }
  if (refresh_token === undefined) {
    throw new ConnectionBlockedError(
      'configuration',
      'Visma gave no refresh token: the application may not work offline.',
      'The operator turns on “Offline access” for the application in Visma’s developer portal; then sign in again.',
    );
  }
}

function notForService(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'With “service” access nobody signs in: each company gives the application access in Business NXT.',
    'Use the client id and secret alone, or choose “user” access to sign in.',
  );
}

function notCompleted(message: string, cause?: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    message,
    'Begin the sign-in again, as a user with access to the companies in Business NXT.',
    { cause },
  );
}

/** As the settings class declares them, without what is empty. */
function filled(settings: VismaBusinessSettings): JsonObject {
  const entries = isRecord(settings) ? Object.entries(settings) : [];
  return Object.fromEntries(
    entries.filter(([, value]) => typeof value === 'string' && value !== ''),
  ) as JsonObject;
}
