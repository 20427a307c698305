import type { Reply, SimRequest } from '../../server/exchange.js';
import { isScope, type Scope } from '../catalogue.js';
import type { World } from '../world.js';
import type { App } from './apps.js';
import type { AccessToken, Family, RefreshToken } from './grants.js';

/** `POST /oauth-v1/token` (fortnox.se/developer/authorization/get-access-token and its neighbours). */
export function token(world: World, request: SimRequest): Reply {
  const app = clientOf(world, request);
  if (!app) return invalidClient();
  const form = formOf(request);
  if (!form) return failure('invalid_request', 'The content type must be application/x-www-form-urlencoded');
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchange(world, app, form);
    case 'refresh_token':
      return refresh(world, app, form);
    case 'client_credentials':
      return clientCredentials(world, app, form, request.headers['tenantid']);
    default:
      return failure('unsupported_grant_type', 'Grant type is not supported');
  }
}

/** `POST /oauth-v1/revoke`: the same answer for a live token and for any text. */
export function revoke(world: World, request: SimRequest): Reply {
  const app = clientOf(world, request);
  if (!app) return invalidClient();
  const found = world.grants.refreshToken(formOf(request)?.get('token') ?? '');
  if (found && found.family.app === app) {
    found.isSpent = true;
    if (world.switches.revokeEndsConsent) world.grants.withdrawConsent(app, found.family.tenantId);
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"revoked":true}' };
}

function exchange(world: World, app: App, form: URLSearchParams): Reply {
  const { grants, switches } = world;
  const code = grants.takeCode(form.get('code') ?? '');
  if (!code || code.app !== app) return invalidGrant('Invalid authorization code');
  if ((form.get('redirect_uri') ?? undefined) !== code.redirectUri)
    return invalidGrant('The redirect URI does not match');
  const { tenantId, scopes, isOffline } = code;
  const family = grants.newFamily({ app, tenantId, scopes, isOffline });
  return tokens(
    grants.issueAccess(family),
    grants.issueRefresh(family, isShort(switches.shortRefreshWithoutOffline, family)),
  );
}

function refresh(world: World, app: App, form: URLSearchParams): Reply {
  const { grants, switches } = world;
  const old = grants.refreshToken(form.get('refresh_token') ?? '');
  if (!old || old.family.app !== app) return invalidGrant('Invalid refresh token');
  if (!grants.isLive(old)) {
    if (old.isSpent && switches.refreshReuseKillsFamily) old.family.isEnded = true;
    return invalidGrant('Invalid refresh token');
  }
  old.isSpent = true;
  const { family } = old;
  return tokens(
    grants.issueAccess(family),
    grants.issueRefresh(family, isShort(switches.shortRefreshWithoutOffline, family)),
  );
}

function clientCredentials(world: World, app: App, form: URLSearchParams, tenant: string | undefined): Reply {
  const { grants, switches } = world;
  if (tenant === undefined || !/^\d{1,15}$/.test(tenant))
    return failure('invalid_request', 'The TenantId header is missing');
  const tenantId = Number(tenant);
  const consented = world.companies.has(tenantId) ? grants.consentOf(app, tenantId) : undefined;
  if (!consented) {
    if (switches.missingConsent !== 'dead-token') {
      return failure('invalid_grant', 'There is no consent for this tenant', switches.missingConsent);
    }
    const family = grants.newFamily({ app, tenantId, scopes: [], isOffline: false });
    return tokens(grants.issueAccess(family, true));
  }
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.some((scope) => !isScope(scope) || !consented.includes(scope)))
    return failure('invalid_scope', 'The consent does not cover the scope');
  const scopes = asked.length === 0 ? consented : (asked as Scope[]);
  return tokens(grants.issueAccess(grants.newFamily({ app, tenantId, scopes, isOffline: false })));
}

function isShort(isSwitched: boolean, { isOffline }: Family): boolean {
  return isSwitched && !isOffline;
}

/** Keys in the recorded order. */
function tokens({ text, family }: AccessToken, renewal?: RefreshToken): Reply {
  const body = JSON.stringify({
    access_token: text,
    expires_in: 3600,
    token_type: 'bearer',
    scope: family.scopes.join(' '),
    ...(renewal ? { refresh_token: renewal.text } : {}),
  });
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function clientOf(world: World, request: SimRequest): App | undefined {
  const header = request.headers['authorization'] ?? '';
  if (!header.startsWith('Basic ')) return undefined;
  const login = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const colon = login.indexOf(':');
  const app = world.apps.get(login.slice(0, Math.max(0, colon)));
  return app && app.clientSecret === login.slice(colon + 1) ? app : undefined;
}

function formOf(request: SimRequest): URLSearchParams | undefined {
  const type = request.headers['content-type'] ?? '';
  return /^application\/x-www-form-urlencoded\b/i.test(type) ? new URLSearchParams(request.body) : undefined;
}

/** JSON in plain text, as recorded (accodeing/fortnox-api, spec/vcr_cassettes/authentication). */
function invalidClient(): Reply {
  return {
    status: 401,
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: '{"error":"invalid_client","error_description":"The client credentials are invalid"}',
  };
}

function invalidGrant(description: string): Reply {
  return failure('invalid_grant', description);
}

/** JSON that calls itself HTML, as recorded. */
function failure(error: string, description: string, status: 400 | 401 | 403 = 400): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: JSON.stringify({ error, error_description: description }),
  };
}
