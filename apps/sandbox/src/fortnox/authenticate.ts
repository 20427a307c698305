import type { SimRequest } from '../server/exchange.js';
import type { DeclaredEndpoint } from './call.js';
import type { Company } from './company.js';
import type { AccessToken } from './oauth/grants.js';
import { forbidden, refused, serverError } from './wire/errors.js';
import type { World } from './world.js';

/** The request brings no token that opens anything: `{"message":"unauthorized"}`. */
export class Unauthorized extends Error {}

/** More requests than the window holds: 429. */
export class OverBudget extends Error {}

export function bearerOf(request: SimRequest): string {
  const header = request.headers['authorization'] ?? '';
  return /^bearer /i.test(header) ? header.slice('Bearer '.length).trim() : '';
}

/**
 * Token, budget, headers, scope and licence, in this order.
 * @throws Unauthorized, OverBudget, ApiError
 */
export function authenticate(
  world: World,
  request: SimRequest,
  endpoint: DeclaredEndpoint,
  takesBudget: boolean,
): Company {
  const token = world.grants.access(bearerOf(request));
  if (!token) throw new Unauthorized();
  const { family } = token;
  const key = `${family.app.clientId}/${family.tenantId}`;
  if (takesBudget && !world.rateLimit.take(key, world.clock.nowMs())) throw new OverBudget();
  if (token.isDead) throw serverError();
  const company = world.companies.get(family.tenantId);
  if (!company) throw new Unauthorized();
  checkHeaders(request, endpoint);
  checkScope(world, token, company, endpoint);
  return company;
}

function checkHeaders({ method, headers, body }: SimRequest, { isPdf }: DeclaredEndpoint): void {
  const accept = headers['accept'] ?? '*/*';
  const wanted = isPdf ? /application\/(pdf|\*)|\*\/\*/i : /application\/(json|\*)|\*\/\*/i;
  if (!wanted.test(accept)) throw refused('badResponseType');
  const hasBody = method === 'POST' || (method === 'PUT' && body !== '');
  if (hasBody && !/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw refused('badContentType');
}

function checkScope(world: World, token: AccessToken, company: Company, { scope }: DeclaredEndpoint): void {
  if (!company.licences.has(scope)) throw forbidden('noLicence', 403);
  if (!token.family.scopes.includes(scope))
    throw forbidden('missingScope', world.switches.missingScopeStatus);
}
