import type { SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { Session } from './sessions.js';
import { badLogin, noPermission } from './wire/api-error.js';
import type { World } from './world.js';

/** The token's request budget is used up: the answer is a 429. */
export class OverBudget extends Error {}

const AT_HOME_ONLY =
  'Company owned users(employeeToken) can only access /token/session/>whoAmI & /company/>withLoginAccess in their own company.';

/**
 * Reads `Authorization: Basic base64("<companyId>:<sessionToken>")`. Username 0 or empty is the company that owns the
 * token; a client's id works for an accountant's token.
 * @throws ApiError, OverBudget
 */
export function authenticate(
  world: World,
  request: SimRequest,
  takeBudget: (key: string) => boolean,
  isAllowedAtHome: boolean,
): { session: Session; company: Company } {
  const login = basicLogin(request);
  const session = login && world.sessions.find(login.password);
  if (!login || !session) throw badLogin();
  const { employee } = session;
  const budgetKey =
    world.switches.budgetPer === 'token' ? `${employee.id}` : `${employee.id}/${login.username}`;
  if (!takeBudget(budgetKey)) throw new OverBudget();
  const company = companyFor(world, session, login.username);
  if (!company) throw noPermission(world.switches.noAccessStatus);
  if (employee.isAccountant && company.id === employee.companyId && !isAllowedAtHome) {
    throw noPermission(world.switches.accountantAtHomeStatus, AT_HOME_ONLY);
  }
  return { session, company };
}

export function basicLogin(request: SimRequest): { username: string; password: string } | undefined {
  const header = request.headers['authorization'];
  if (!header?.startsWith('Basic ')) return undefined;
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function companyFor(world: World, { employee }: Session, username: string): Company | undefined {
  if (username === '' || username === '0') return world.companies.get(employee.companyId);
  if (!/^\d{1,15}$/.test(username)) return undefined;
  const company = world.companyByUsername(Number(username));
  if (!company) return undefined;
  return company.id === employee.companyId || employee.clientIds.has(company.id) ? company : undefined;
}
