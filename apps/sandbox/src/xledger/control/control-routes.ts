import type { Reply, SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import type { ArRow } from '../rows.js';
import type { XledgerControlled } from './controlled.js';
import { viewRow } from './ledger-view.js';
import {
  type ControlCall,
  ControlError,
  type ControlRoute,
  controlApi,
  faultRule,
  idIn,
  instant,
} from '../../control/control-api.js';
import type { XledgerInvoiceSpec, XledgerRowChange, XledgerSettlingSpec, XledgerTokenSpec } from './specs.js';

const ROOT = '/control/xledger';
const DAY_MS = 86_400_000;

/** The control API below `/control/xledger`: JSON in, JSON out, always 200 when done. Loopback only. */
export function xledgerControl(simulator: XledgerControlled): (request: SimRequest) => Reply {
  const router = new Router<ControlRoute>();
  officeRoutes(router, simulator);
  companyRoutes(router, simulator);
  return controlApi(router);
}

function officeRoutes(router: Router<ControlRoute>, simulator: XledgerControlled): void {
  const { clock, faults } = simulator;
  const on = (method: string, template: string, handler: ControlRoute): void =>
    void router.add(method, `${ROOT}${template}`, handler);
  on('GET', '/state', () => simulator.state());
  on('GET', '/credentials', () => simulator.credentials);
  on('GET', '/requests', () => simulator.requests());
  on('POST', '/checkpoint', () => simulator.checkpoint());
  on('POST', '/clock', ({ body }) => {
    if (typeof body['advanceDays'] === 'number')
      simulator.advanceTo(new Date(clock.nowMs() + body['advanceDays'] * DAY_MS));
    else if (typeof body['advanceMinutes'] === 'number')
      simulator.advanceTo(new Date(clock.nowMs() + body['advanceMinutes'] * 60_000));
    else if (typeof body['to'] === 'string') simulator.advanceTo(instant(body['to']));
    else throw new ControlError('Give advanceDays or advanceMinutes (numbers) or to (an instant).');
    return { now: clock.now().toISOString() };
  });
  on('POST', '/tokens', ({ body }) => simulator.addToken(body as XledgerTokenSpec));
  on('POST', '/tokens/revoke', ({ body }) =>
    simulator.revoke(typeof body['token'] === 'string' ? body['token'] : 'all'),
  );
  on('POST', '/demo-refresh', () => ({ revoked: simulator.refreshDemo() }));
  on('POST', '/import-job', () => simulator.runPostingJob());
  on('POST', '/auto-match', () => ({ matched: simulator.matchImported() }));
  on('POST', '/webhooks/fault', () => ({ faulted: simulator.faultWebhooks() }));
  on('GET', '/faults', () => faults.rules());
  on('POST', '/faults', ({ body }) => {
    const rules = Array.isArray(body['rules']) ? body['rules'] : [body];
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule, 'query arTransactions'))) };
  });
  on('DELETE', '/faults', () => ({ removed: faults.clear() }));
  on('DELETE', '/faults/{id}', ({ path }) => ({ removed: faults.clear(idIn(path, 'id')) }));
  on('POST', '/companies', ({ body }) => simulator.addCompany(body));
}

function companyRoutes(router: Router<ControlRoute>, simulator: XledgerControlled): void {
  const { bookkeeper } = simulator;
  const on = (
    method: string,
    template: string,
    run: (companyId: number, call: ControlCall) => unknown,
  ): void =>
    void router.add(method, `${ROOT}/companies/{companyId}${template}`, (call) =>
      run(idIn(call.path, 'companyId'), call),
    );
  const onRow = (
    method: string,
    template: string,
    run: (companyId: number, rowId: number, spec: XledgerSettlingSpec) => ArRow,
  ): void =>
    on(method, `/rows/{id}${template}`, (companyId, { path, body }) =>
      viewRow(run(companyId, idIn(path, 'id'), body as XledgerSettlingSpec)),
    );
  on('GET', '/ledger', (companyId, { query }) =>
    simulator.ledger(companyId, Number(query.get('sinceVoucherId') ?? 0)),
  );
  on('POST', '/customers', (companyId, { body }) => {
    const { id, number } = bookkeeper.addCustomer(companyId, body);
    return { id, code: String(number) };
  });
  on('PATCH', '/customers/{id}', (companyId, { path, body }) => ({
    id: bookkeeper.changeCustomer(companyId, idIn(path, 'id'), body).id,
  }));
  on('POST', '/customers/{id}/payments', (companyId, { path, body }) =>
    viewRow(bookkeeper.receiveOnAccount(companyId, idIn(path, 'id'), body as XledgerSettlingSpec)),
  );
  on('POST', '/invoices', (companyId, { body }) =>
    simulator.invoice(bookkeeper.addInvoice(companyId, body as unknown as XledgerInvoiceSpec)),
  );
  onRow('PATCH', '', (companyId, id, change) =>
    bookkeeper.changeRow(companyId, id, change as XledgerRowChange),
  );
  on('DELETE', '/rows/{id}', (companyId, { path }) => bookkeeper.removeRow(companyId, idIn(path, 'id')));
  onRow('POST', '/payments', (companyId, id, spec) => bookkeeper.receivePayment(companyId, id, spec));
  onRow('POST', '/credit-memos', (companyId, id, spec) => bookkeeper.addCreditMemo(companyId, id, spec));
  onRow('POST', '/write-offs', (companyId, id, spec) => bookkeeper.writeOff(companyId, id, spec));
  onRow('POST', '/reminders', (companyId, id, spec) => bookkeeper.addReminder(companyId, id, spec));
  onRow('POST', '/reverse', (companyId, id, { date }) => bookkeeper.reverseRow(companyId, id, date));
  on('POST', '/rows/{id}/unmatch', (companyId, { path }) => bookkeeper.unmatch(companyId, idIn(path, 'id')));
  on('POST', '/match', (companyId, { body }) => {
    const ids = Array.isArray(body['rowIds']) ? body['rowIds'].map(Number) : [];
    return { isMatched: bookkeeper.match(companyId, ids) };
  });
  on('PUT', '/periods/{month}', (companyId, { path, body }) =>
    bookkeeper.setPeriodClosed(companyId, path['month'] ?? '', body['isClosed'] !== false),
  );
  on('PUT', '/accounts/{number}', (companyId, { path, body }) =>
    bookkeeper.setAccountActive(companyId, idIn(path, 'number'), body['isActive'] === true),
  );
  on('DELETE', '/access', (companyId) => bookkeeper.setInTree(companyId, false));
  on('PUT', '/access', (companyId) => bookkeeper.setInTree(companyId, true));
}
