import { jsonReply, type Reply, type SimRequest } from '../../server/exchange.js';
import type { World } from '../world.js';
import { SERVICE_SCOPES, WEB_SCOPES } from './apps.js';
import { authorize } from './authorize.js';
import { ISSUER } from './jwt.js';
import { revoke, token } from './token-endpoint.js';

interface ConnectRoute {
  readonly changes: boolean;
  answer(world: World, request: SimRequest): Reply;
}

/** Visma Connect, OAuth 2.0 and OpenID Connect (docs.vismasoftware.no/businessnxtapi/authentication). */
export const CONNECT: Readonly<Record<string, ConnectRoute>> = {
  'GET /connect/authorize': { changes: true, answer: authorize },
  'POST /connect/token': { changes: true, answer: token },
  'POST /connect/revoke': { changes: true, answer: revoke },
  'GET /connect/userinfo': { changes: false, answer: userInfo },
  'GET /connect/endsession': { changes: false, answer: endSession },
  'GET /.well-known/openid-configuration': { changes: false, answer: discovery },
};

function userInfo({ grants, clock }: World, { headers }: SimRequest): Reply {
  const found = grants.access(/^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? '');
  const principal = found?.family.principal;
  if (principal?.kind !== 'person')
    return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' }, body: '' };
  const [given = '', ...family] = principal.name.split(' ');
  const seconds = Math.floor(clock.nowMs() / 1_000);
  return jsonReply(
    200,
    JSON.stringify({
      sub: principal.id,
      email: principal.email,
      email_verified: true,
      name: principal.name,
      given_name: given,
      family_name: family.join(' '),
      locale: 'nb-NO',
      created_at: seconds,
      updated_at: seconds,
    }),
  );
}

function endSession(): Reply {
  const body = '<!DOCTYPE html><html lang="nb"><body><h1>Du er logget ut</h1></body></html>';
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function discovery({ connectUrl }: World): Reply {
  return jsonReply(
    200,
    JSON.stringify({
      issuer: ISSUER,
      authorization_endpoint: `${connectUrl}/connect/authorize`,
      token_endpoint: `${connectUrl}/connect/token`,
      userinfo_endpoint: `${connectUrl}/connect/userinfo`,
      end_session_endpoint: `${connectUrl}/connect/endsession`,
      revocation_endpoint: `${connectUrl}/connect/revoke`,
      scopes_supported: [...WEB_SCOPES, ...SERVICE_SCOPES],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
    }),
  );
}
