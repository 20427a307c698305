import type { Reply, SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import {
  type ControlCall,
  ControlError,
  type ControlRoute,
  controlApi,
  faultRule,
  idIn,
  instant,
} from '../../control/control-api.js';
import type { Access } from '../oauth/principals.js';
import type { LedgerRow } from '../rows.js';
import type { VismaBusinessControlled } from './controlled.js';
import { viewInvoice, viewRow } from './ledger-view.js';
import type { VismaInvoiceSpec, VismaRowChange, VismaSettlingSpec } from './specs.js';

const ROOT = '/control/visma-business';
const DAY_MS = 86_400_000;

/** The control API below `/control/visma-business`: JSON in, JSON out. README.md has its table. */
export function vismaBusinessControl(simulator: VismaBusinessControlled): (request: SimRequest) => Reply {
  const router = new Router<ControlRoute>();
  officeRoutes(router, simulator);
  companyRoutes(router, simulator);
  rowRoutes(router, simulator);
  return controlApi(router);
}

function officeRoutes(router: Router<ControlRoute>, simulator: VismaBusinessControlled): void {
  const { bookkeeper, clock, faults } = simulator;
  const on = (method: string, template: string, handler: ControlRoute): void =>
    void router.add(method, `${ROOT}${template}`, handler);
  on('GET', '/state', () => simulator.state());
  on('GET', '/credentials', () => simulator.credentials);
  on('GET', '/requests', () => simulator.requests());
  on('POST', '/checkpoint', () => simulator.checkpoint());
  on('POST', '/clock', ({ body }) => {
    if (typeof body['advanceDays'] === 'number') clock.advanceMs(body['advanceDays'] * DAY_MS);
    else if (typeof body['advanceMinutes'] === 'number') clock.advanceMs(body['advanceMinutes'] * 60_000);
    else if (typeof body['to'] === 'string') clock.moveTo(instant(body['to']));
    else throw new ControlError('Give advanceDays or advanceMinutes (numbers) or to (an instant).');
    return { now: clock.now().toISOString() };
  });
  on('POST', '/sign-in', ({ body }) => {
    const { outcome, personId } = body;
    if (outcome === 'approve')
      simulator.answerSignIn({
        outcome,
        personId: bookkeeper.principal(typeof personId === 'string' ? personId : undefined).id,
      });
    else if (outcome === 'deny' || outcome === 'page') simulator.answerSignIn({ outcome });
    else throw new ControlError('outcome is approve, deny or page.');
  });
  on('POST', '/tokens/revoke', ({ body }) => {
    const { principalId, what } = body;
    simulator.revoke({
      what: what === 'grant' ? what : 'access-tokens',
      ...(typeof principalId === 'string' ? { principalId } : {}),
    });
  });
  on('POST', '/people', ({ body }) => ({ id: bookkeeper.addPerson(body).id }));
  on('GET', '/faults', () => faults.rules());
  on('POST', '/faults', ({ body }) => {
    const rules = Array.isArray(body['rules']) ? body['rules'] : [body];
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule, 'mutation updateBatch'))) };
  });
  on('DELETE', '/faults', () => ({ removed: faults.clear() }));
  on('DELETE', '/faults/{id}', ({ path }) => ({ removed: faults.clear(idIn(path, 'id')) }));
  on('POST', '/companies', ({ body }) => simulator.addCompany(body));
}

function companyRoutes(router: Router<ControlRoute>, simulator: VismaBusinessControlled): void {
  const { bookkeeper } = simulator;
  const on = onCompany(router);
  on('GET', '/ledger', (companyId, { query }) =>
    simulator.ledger(companyId, Number(query.get('sinceVoucherId') ?? 0)),
  );
  on('PATCH', '', (companyId, { body }) => bookkeeper.changeCompany(companyId, body));
  on('POST', '/customers', (companyId, { body }) => {
    const { associateNo, customerNo } = bookkeeper.addCustomer(companyId, body);
    return { associateNo, customerNo };
  });
  on('PATCH', '/customers/{customerNo}', (companyId, { path, body }) => ({
    customerNo: bookkeeper.changeCustomer(companyId, idIn(path, 'customerNo'), body).customerNo,
  }));
  on('POST', '/customers/{customerNo}/payments', (companyId, { path, body }) =>
    viewRow(bookkeeper.receiveOnAccount(companyId, idIn(path, 'customerNo'), body as VismaSettlingSpec)),
  );
  on('POST', '/invoices', (companyId, { body }) =>
    viewInvoice(bookkeeper.addInvoice(companyId, body as unknown as VismaInvoiceSpec)),
  );
  on('POST', '/match', (companyId, { body }) => {
    const ids = Array.isArray(body['rowIds']) ? body['rowIds'].map(Number) : [];
    return { isMatched: bookkeeper.match(companyId, ids) };
  });
  on('POST', '/interest', (companyId) => ({ rows: bookkeeper.calculateInterest(companyId) }));
  on('PUT', '/periods/{month}', (companyId, { path, body }) =>
    bookkeeper.setPeriodClosed(companyId, path['month'] ?? '', body['isClosed'] !== false),
  );
  on('PUT', '/accounts/{number}', (companyId, { path, body }) =>
    bookkeeper.setAccountActive(companyId, idIn(path, 'number'), body['isActive'] === true),
  );
  on('DELETE', '/voucher-series/{number}', (companyId, { path }) =>
    bookkeeper.endSeries(companyId, idIn(path, 'number')),
  );
  on('PATCH', '/batches/{number}', (companyId, { path, body }) => {
    const isSuspended = body['isSuspended'] === true;
    return { batchNo: bookkeeper.setBatchSuspended(companyId, idIn(path, 'number'), isSuspended).batchNo };
  });
  on('PUT', '/access', (companyId, { body }) =>
    bookkeeper.setAccess(companyId, accessIn(body['access'] ?? 'full'), principalIn(body)),
  );
  on('DELETE', '/access', (companyId, { query }) =>
    bookkeeper.setAccess(companyId, null, query.get('principalId') ?? undefined),
  );
}

function rowRoutes(router: Router<ControlRoute>, { bookkeeper }: VismaBusinessControlled): void {
  const on = onCompany(router);
  const onRow = (
    method: string,
    template: string,
    run: (companyId: number, rowId: number, spec: VismaSettlingSpec) => LedgerRow,
  ): void =>
    on(method, `/rows/{id}${template}`, (companyId, { path, body }) =>
      viewRow(run(companyId, idIn(path, 'id'), body as VismaSettlingSpec)),
    );
  onRow('PATCH', '', (companyId, id, change) =>
    bookkeeper.changeRow(companyId, id, change as VismaRowChange),
  );
  on('DELETE', '/rows/{id}', (companyId, { path }) => bookkeeper.removeRow(companyId, idIn(path, 'id')));
  onRow('POST', '/payments', (companyId, id, spec) => bookkeeper.receivePayment(companyId, id, spec));
  onRow('POST', '/credit-notes', (companyId, id, spec) => bookkeeper.addCreditNote(companyId, id, spec));
  onRow('POST', '/write-offs', (companyId, id, spec) => bookkeeper.writeOff(companyId, id, spec));
  onRow('POST', '/reminders', (companyId, id, spec) => bookkeeper.addReminder(companyId, id, spec));
  onRow('POST', '/reverse', (companyId, id, { date }) => bookkeeper.reverseRow(companyId, id, date));
  on('POST', '/rows/{id}/unmatch', (companyId, { path }) => bookkeeper.unmatch(companyId, idIn(path, 'id')));
}

type CompanyRoute = (companyId: number, call: ControlCall) => unknown;

function onCompany(router: Router<ControlRoute>) {
  return (method: string, template: string, run: CompanyRoute): void =>
    void router.add(method, `${ROOT}/companies/{companyId}${template}`, (call) =>
      run(idIn(call.path, 'companyId'), call),
    );
}

function accessIn(value: unknown): Access {
  if (value === 'full' || value === 'read-only' || value === 'listed') return value;
  throw new ControlError('access is full, read-only or listed.');
}

function principalIn({ principalId }: ControlCall['body']): string | undefined {
  return typeof principalId === 'string' ? principalId : undefined;
}
