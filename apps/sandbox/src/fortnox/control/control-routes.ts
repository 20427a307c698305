import type { Reply, SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import {
  type ControlCall,
  ControlError,
  type ControlRoute,
  controlApi,
  faultRule,
  instant,
} from '../../control/control-api.js';
import type { SignInAnswer } from '../oauth/sign-in-answer.js';
import type { Controlled } from './controlled.js';
import { viewInvoice, viewPayment } from './ledger-view.js';
import type { FortnoxInvoiceSpec, FortnoxPaymentSpec } from './specs.js';

/** The control API of this ledger, below `/control/fortnox`: JSON in, JSON out. README.md has its table. */
export function controlHandler(simulator: Controlled): (request: SimRequest) => Reply {
  const router = routes(simulator);
  return controlApi(router);
}

function routes(simulator: Controlled): Router<ControlRoute> {
  const router = new Router<ControlRoute>();
  const on = (method: string, template: string, handler: ControlRoute): void => {
    router.add(method, `/control/fortnox${template}`, handler);
  };
  addGeneral(simulator, on);
  addCompany(simulator, on);
  return router;
}

type On = (method: string, template: string, handler: ControlRoute) => void;

function addGeneral(simulator: Controlled, on: On): void {
  const { clock, faults } = simulator;
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
  on('POST', '/sign-in', ({ body }) => simulator.answerSignIn(signInAnswer(body)));
  on('POST', '/tokens/revoke', ({ body }) => {
    const what = body['what'] === 'grant' ? 'grant' : 'access-tokens';
    if (typeof body['tenantId'] === 'number') simulator.revoke({ tenantId: body['tenantId'], what });
    else if (what === 'access-tokens') simulator.revoke(what);
    else throw new ControlError('A grant is revoked by tenantId.');
  });
  on('GET', '/faults', () => faults.rules());
  on('POST', '/faults', ({ body }) => {
    const rules = Array.isArray(body['rules']) ? body['rules'] : [body];
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule, 'GET /3/invoices'))) };
  });
  on('DELETE', '/faults', () => ({ removed: faults.clear() }));
  on('DELETE', '/faults/{id}', ({ path }) => ({ removed: faults.clear(Number(path['id'])) }));
  on('POST', '/companies', ({ body }) => simulator.addCompany(body));
}

interface CompanyCall extends ControlCall {
  /** Of the company in the path. */
  readonly tenantId: number;
}

function addCompany(simulator: Controlled, add: On): void {
  const on = (method: string, template: string, handler: (call: CompanyCall) => unknown): void =>
    add(method, template, (call) => handler({ ...call, tenantId: Number(call.path['tenantId']) }));
  const { bookkeeper } = simulator;
  const company = '/companies/{tenantId}';
  const invoice = `${company}/invoices/{number}`;
  const seen = (tenantId: number, number: string): unknown =>
    viewInvoice(bookkeeper.company(tenantId), bookkeeper.invoice(tenantId, number));
  const numberOf = ({ path }: ControlCall): string => path['number'] ?? '';
  const dateOf = ({ body }: ControlCall): string | undefined =>
    typeof body['date'] === 'string' ? body['date'] : undefined;

  on('GET', `${company}/ledger`, ({ tenantId, query }) =>
    simulator.ledger(tenantId, Number(query.get('sinceVoucherId') ?? 0)),
  );
  on('PATCH', company, ({ tenantId, body }) => bookkeeper.changeCompany(tenantId, body));
  on('POST', `${company}/consent`, ({ tenantId, body }) =>
    simulator.consent(tenantId, Array.isArray(body['scopes']) ? body['scopes'].map(String) : undefined),
  );
  on('DELETE', `${company}/access`, ({ tenantId }) => bookkeeper.withdrawAccess(tenantId));
  on('POST', `${company}/customers`, ({ tenantId, body }) => ({
    customerNumber: bookkeeper.addCustomer(tenantId, body).number,
  }));
  on('PATCH', `${company}/customers/{number}`, (call) => ({
    customerNumber: bookkeeper.changeCustomer(call.tenantId, numberOf(call), call.body).number,
  }));
  on('POST', `${company}/invoices`, ({ tenantId, body }) =>
    seen(tenantId, bookkeeper.addInvoice(tenantId, body as unknown as FortnoxInvoiceSpec).number),
  );
  on('PATCH', invoice, (call) =>
    seen(call.tenantId, bookkeeper.changeInvoice(call.tenantId, numberOf(call), call.body).number),
  );
  on('DELETE', invoice, (call) => bookkeeper.removeInvoice(call.tenantId, numberOf(call)));
  on('POST', `${invoice}/cancel`, (call) =>
    seen(call.tenantId, bookkeeper.cancelInvoice(call.tenantId, numberOf(call)).number),
  );
  on('POST', `${invoice}/payments`, (call) =>
    viewPayment(
      bookkeeper.registerPayment(call.tenantId, numberOf(call), call.body as unknown as FortnoxPaymentSpec),
    ),
  );
  on('POST', `${invoice}/credit-notes`, (call) =>
    seen(call.tenantId, bookkeeper.addCreditNote(call.tenantId, numberOf(call), call.body).number),
  );
  on('POST', `${invoice}/settle`, (call) =>
    bookkeeper.settleCredit(call.tenantId, numberOf(call), dateOf(call)),
  );
  on('POST', `${invoice}/reminders`, (call) =>
    seen(call.tenantId, bookkeeper.addReminder(call.tenantId, numberOf(call), dateOf(call)).number),
  );
  on('POST', `${company}/payments/{number}/bookkeep`, (call) =>
    viewPayment(bookkeeper.bookPayment(call.tenantId, numberOf(call))),
  );
  on('DELETE', `${company}/payments/{number}`, (call) =>
    bookkeeper.removePayment(call.tenantId, numberOf(call)),
  );
  on('DELETE', `${company}/modes-of-payment/{number}`, (call) =>
    bookkeeper.removeMode(call.tenantId, numberOf(call)),
  );
}

function signInAnswer(body: Readonly<Record<string, unknown>>): SignInAnswer {
  const { outcome, tenantId } = body;
  if (outcome === 'approve' && typeof tenantId === 'number') return { outcome, tenantId };
  if (
    outcome === 'page' ||
    outcome === 'deny' ||
    outcome === 'missing-license' ||
    outcome === 'account-locked'
  )
    return { outcome };
  throw new ControlError(
    'outcome is page, deny, missing-license, account-locked, or approve with a tenantId.',
  );
}
