import type { Reply, SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import type { OnboardingScript } from '../onboarding-script.js';
import type { Controlled, Revocation } from './controlled.js';
import { companyRoutes } from './company-routes.js';
import {
  type ControlBody,
  ControlError,
  type ControlRoute,
  controlApi,
  faultRule,
  instant,
} from '../../control/control-api.js';
import type { CompanySpec } from './specs.js';

export const CONTROL_ROOT = '/control/poweroffice-go';

/** The control API below `/control/poweroffice-go`: JSON in, JSON out, always 200 when done. Loopback only. */
export function controlHandler(simulator: Controlled): (request: SimRequest) => Reply {
  const router = new Router<ControlRoute>();
  officeRoutes(router, simulator);
  companyRoutes(router, simulator);
  return controlApi(router);
}

function officeRoutes(router: Router<ControlRoute>, simulator: Controlled): void {
  const { bookkeeper, clock, faults } = simulator;
  const on = (method: string, template: string, handler: ControlRoute): void => {
    router.add(method, `${CONTROL_ROOT}${template}`, handler);
  };
  on('GET', '/state', () => simulator.state());
  on('GET', '/credentials', () => simulator.credentials);
  on('GET', '/requests', () => simulator.requests());
  on('POST', '/checkpoint', () => simulator.checkpoint());
  on('POST', '/clock', ({ body }) => {
    if (typeof body['advanceDays'] === 'number') clock.advanceDays(body['advanceDays']);
    else if (typeof body['to'] === 'string') clock.moveTo(instant(body['to']));
    else throw new ControlError('Give advanceDays (a number) or to (an instant).');
    return { now: clock.now().toISOString() };
  });
  on('POST', '/tokens/revoke', ({ body }) => simulator.revoke(revocation(body)));
  on('GET', '/faults', () => faults.rules());
  on('POST', '/faults', ({ body }) => {
    const rules = Array.isArray(body['rules']) ? body['rules'] : [body];
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule, 'GET /OutgoingInvoices'))) };
  });
  on('DELETE', '/faults', () => ({ removed: faults.clear() }));
  on('DELETE', '/faults/{id}', ({ path }) => ({ removed: faults.clear(Number(path['id'])) }));
  on('PUT', '/onboarding', ({ body }) => simulator.setOnboarding(script(body)));
  on('PUT', '/privileges', ({ body }) => {
    const { privileges } = body;
    if (!Array.isArray(privileges)) throw new ControlError('Give privileges, a list of names.');
    bookkeeper.setPrivileges(privileges.map(String));
  });
  on('POST', '/companies', ({ body }) => simulator.addCompany(body as CompanySpec));
}

function revocation({ what = 'tokens', clientKey }: ControlBody): Revocation {
  if (typeof clientKey === 'string') return { clientKey };
  if (what === 'tokens' || what === 'application' || what === 'subscription') return what;
  throw new ControlError('what is tokens, application or subscription; or give clientKey.');
}

function script({ kind, clientIds, status }: ControlBody): OnboardingScript {
  if (kind === 'page') return { kind };
  if (kind === 'approve')
    return Array.isArray(clientIds) ? { kind, clientIds: clientIds.map(String) } : { kind };
  const refusals = ['Canceled', 'ClientNotFound', 'NoClientAccess', 'IntegrationBlocked'] as const;
  const refusal = refusals.find((one) => one === status);
  if (kind === 'refuse' && refusal) return { kind, status: refusal };
  throw new ControlError(`kind is page, approve, or refuse with a status (${refusals.join(', ')}).`);
}
