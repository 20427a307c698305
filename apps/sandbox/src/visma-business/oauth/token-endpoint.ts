import { createHash } from 'node:crypto';
import { jsonReply, type Reply, type SimRequest } from '../../server/exchange.js';
import type { World } from '../world.js';
import type { App } from './apps.js';
import type { AccessToken, Family, RefreshToken } from './grants.js';
import { idTokenText } from './jwt.js';

/** `POST /connect/token`: a form, with the client's secret in it or as HTTP Basic. */
export function token(world: World, request: SimRequest): Reply {
  const form = formOf(request);
  if (!form) return failure('invalid_request');
  const app = clientOf(world, request, form);
  if (!app) return failure('invalid_client', world.switches.invalidClientStatus);
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return app.kind === 'web' ? exchange(world, app, form) : failure('unauthorized_client');
    case 'refresh_token':
      return app.kind === 'web' ? renew(world, app, form) : failure('unauthorized_client');
    case 'client_credentials':
      return app.kind === 'service' ? clientCredentials(world, app, form) : failure('unauthorized_client');
    default:
      return failure('unsupported_grant_type');
  }
}

/** `POST /connect/revoke`: the same answer for a live token and for any text (RFC 7009). */
export function revoke(world: World, request: SimRequest): Reply {
  const form = formOf(request);
  if (!form || !clientOf(world, request, form))
    return failure('invalid_client', world.switches.invalidClientStatus);
  world.grants.revoke(form.get('token') ?? '');
  world.changes += 1;
  return { status: 200, headers: {}, body: '' };
}

function exchange(world: World, app: App, form: URLSearchParams): Reply {
  const { grants } = world;
  const code = grants.takeCode(form.get('code') ?? '');
  world.changes += 1;
  if (!code || code.app !== app || code.redirectUri !== form.get('redirect_uri'))
    return failure('invalid_grant');
  const verifier = form.get('code_verifier') ?? '';
  if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge)
    return failure('invalid_grant');
  const { principal, scopes, nonce } = code;
  const family = grants.newFamily({ app, principal, scopes });
  const access = grants.issueAccess(family);
  const renewal = scopes.includes('offline_access') ? grants.issueRefresh(family) : undefined;
  const idToken =
    principal.kind === 'person' ? idTokenText(app, principal, nonce, world.clock.nowMs()) : undefined;
  return tokens(app, access, renewal, idToken);
}

function renew(world: World, app: App, form: URLSearchParams): Reply {
  const { grants, switches } = world;
  const old = grants.refreshToken(form.get('refresh_token') ?? '');
  if (!old || old.family.app !== app || grants.hasExpired(old)) return failure('invalid_grant');
  if (old.isSpent && switches.reusedRefreshToken !== 'accepted') {
    if (switches.reusedRefreshToken === 'ends-grant') endFamily(world, old.family);
    return failure('invalid_grant');
  }
  const access = grants.issueAccess(old.family);
  switch (switches.renewedToken) {
    case 'rotates':
      old.isSpent = true;
      return tokens(app, access, grants.issueRefresh(old.family));
    case 'same':
      return tokens(app, access, old);
    case 'absent':
      return tokens(app, access);
  }
}

function clientCredentials(world: World, app: App, form: URLSearchParams): Reply {
  if (world.switches.tenantId === 'required' && (form.get('tenant_id') ?? '') === '')
    return failure('invalid_request');
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.length === 0 || asked.some((scope) => !app.scopes.has(scope))) return failure('invalid_scope');
  const family = world.grants.newFamily({ app, principal: app.principal, scopes: asked });
  return tokens(app, world.grants.issueAccess(family));
}

function endFamily(world: World, family: Family): void {
  family.isEnded = true;
  world.changes += 1;
}

/** Keys in the order of the published examples. */
function tokens(
  { accessSeconds }: App,
  { text, family }: AccessToken,
  renewal?: RefreshToken,
  idToken?: string,
): Reply {
  return jsonReply(
    200,
    JSON.stringify({
      ...(idToken === undefined ? {} : { id_token: idToken }),
      access_token: text,
      expires_in: accessSeconds,
      token_type: 'Bearer',
      ...(renewal ? { refresh_token: renewal.text } : {}),
      scope: family.scopes.join(' '),
    }),
  );
}

/** With Basic, id and secret are form-encoded before they are joined (RFC 6749, section 2.3.1). */
function clientOf(world: World, { headers }: SimRequest, form: URLSearchParams): App | undefined {
  const header = headers['authorization'] ?? '';
  if (!header.startsWith('Basic '))
    return secretFits(world, form.get('client_id'), form.get('client_secret'));
  const login = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const colon = login.indexOf(':');
  return secretFits(world, decoded(login.slice(0, Math.max(0, colon))), decoded(login.slice(colon + 1)));
}

function secretFits(world: World, clientId: string | null, secret: string | null): App | undefined {
  const app = world.app(clientId ?? '');
  return app && app.clientSecret === secret ? app : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function formOf({ headers, body }: SimRequest): URLSearchParams | undefined {
  const type = headers['content-type'] ?? '';
  return /^application\/x-www-form-urlencoded\b/i.test(type) ? new URLSearchParams(body) : undefined;
}

function failure(error: string, status: 400 | 401 = 400): Reply {
  return jsonReply(status, JSON.stringify({ error }));
}
