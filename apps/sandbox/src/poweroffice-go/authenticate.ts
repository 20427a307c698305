import type { SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { AccessToken } from './credentials.js';
import { BareRefusal } from './wire/problem.js';
import type { World } from './world.js';

export function bearerOf({ headers }: SimRequest): string | undefined {
  return /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(headers['authorization'] ?? '')?.[1];
}

/** @throws BareRefusal 401 without a valid token, 403 when it carries none of the roles */
export function authenticate(
  world: World,
  request: SimRequest,
  roles: readonly string[],
): { token: AccessToken; company: Company } {
  const token = world.credentials.token(bearerOf(request) ?? '');
  const company = token && world.companies.get(token.clientKey.companyId);
  if (!company || world.nowMs() >= token.expiresAtMs) throw new BareRefusal(401);
  if (roles.length > 0 && !roles.some((role) => token.roles.has(role))) throw new BareRefusal(403);
  return { token, company };
}

/** What the gateway finds: the header, or the query parameter that it takes as well. */
export function subscriptionKeyOf({ headers, query }: SimRequest): string | undefined {
  return headers['ocp-apim-subscription-key'] ?? query.get('subscription-key') ?? undefined;
}
