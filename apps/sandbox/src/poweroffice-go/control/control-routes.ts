import { BooksRefusedError } from '../../books/errors.js';
import { isFaultKind, type FaultRule } from '../../faults/fault.js';
import { FaultRuleError } from '../../faults/fault-plan.js';
import { jsonReply, type Reply, type SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import type { OnboardingScript } from '../onboarding-script.js';
import type { ControlBody, ControlRoute } from './control-call.js';
import type { Controlled, Revocation } from './controlled.js';
import { companyRoutes } from './company-routes.js';
import { ControlError } from './read-spec.js';
import type { CompanySpec } from './specs.js';

export const CONTROL_ROOT = '/control/poweroffice-go';

/** The control API below `/control/poweroffice-go`: JSON in, JSON out, always 200 when done. Loopback only. */
export function controlHandler(simulator: Controlled): (request: SimRequest) => Reply {
  const router = new Router<ControlRoute>();
  officeRoutes(router, simulator);
  companyRoutes(router, simulator);
  return (request) => {
    const match = router.match(request.method, request.path);
    if (match.kind !== 'found')
      return failure(404, `There is no control route ${request.method} ${request.path}.`);
    try {
      const result = match.route.handler({ path: match.params, body: parse(request.body) });
      return jsonReply(200, JSON.stringify(result ?? { ok: true }));
    } catch (error) {
      if (error instanceof ControlError) return failure(error.status, error.message);
      if (error instanceof BooksRefusedError || error instanceof FaultRuleError)
        return failure(409, error.message);
      return failure(500, error instanceof Error ? error.message : String(error));
    }
  };
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
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule))) };
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

function parse(body: string): ControlBody {
  if (body.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as ControlBody;
  } catch {
    // Answered below.
  }
  throw new ControlError('The body is not a JSON object.');
}

function instant(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw new ControlError(`"${text}" is not an instant, e.g. 2026-03-01T08:00:00Z.`);
  return moment;
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

function faultRule(rule: unknown): FaultRule {
  const candidate = rule as Partial<FaultRule> | null;
  if (
    typeof candidate?.operation === 'string' &&
    typeof candidate.kind === 'string' &&
    isFaultKind(candidate.kind)
  ) {
    return candidate as FaultRule;
  }
  throw new ControlError(
    'A fault rule has an operation (e.g. "GET /OutgoingInvoices") and a kind the sandbox knows.',
  );
}

function failure(status: number, message: string): Reply {
  return jsonReply(status, JSON.stringify({ error: message }));
}
