import { jsonReply, type Reply, type SimRequest } from '../../server/exchange.js';
import type { OpenCall } from '../call.js';

type OAuthError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';

/**
 * `POST /OAuth/Token`: client credentials (RFC 6749 section 4.4) with `application key : client key` as Basic login. Bad keys
 * answer 400, not 401. No refresh token is given.
 */
export function issueToken({ world, request }: OpenCall): Reply {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    return refusal('invalid_request', 'The content type must be application/x-www-form-urlencoded.');
  const grantType = new URLSearchParams(request.body).get('grant_type');
  if (grantType === null) return refusal('invalid_request', 'The grant_type parameter is missing.');
  if (grantType !== 'client_credentials')
    return refusal('unsupported_grant_type', 'The grant type is not supported.');
  const { credentials } = world;
  const login = basicLogin(request);
  const clientKey = login && credentials.clientKey(login.password);
  const company = clientKey && world.companies.get(clientKey.companyId);
  const isOurs =
    login?.username.toLowerCase() === credentials.applicationKey && !credentials.isApplicationRevoked;
  if (!company || clientKey.isRemoved || !company.isActive || !isOurs) {
    return refusal(
      'invalid_client',
      'Client integration not found. Please ensure the provided keys are matching the desired environment.',
    );
  }
  const { valid, invalid } = world.rolesOf(company);
  const { tokenSeconds } = world.switches;
  const token = credentials.issue(world.ids.next('token'), clientKey, {
    clientId: company.clientId,
    clientName: company.options.name,
    roles: valid,
    invalid,
    subscriptions: company.subscriptions,
    expiresAtMs: world.nowMs() + tokenSeconds * 1_000,
  });
  const body = { access_token: token.token, token_type: 'bearer', expires_in: tokenSeconds };
  return jsonReply(200, JSON.stringify(body), { 'cache-control': 'no-store' });
}

export function basicLogin({ headers }: SimRequest): { username: string; password: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headers['authorization'] ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function refusal(error: OAuthError, description: string): Reply {
  return jsonReply(400, JSON.stringify({ error, error_description: description }));
}
