import { BooksRefusedError, PeriodClosedError } from '../../books/errors.js';
import { isFaultKind, type FaultRule } from '../../faults/fault.js';
import { FaultRuleError } from '../../faults/fault-plan.js';
import { jsonReply, type Reply, type SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import { ControlError } from '../../tripletex/control/read-spec.js';
import type { Access } from '../oauth/principals.js';
import type { LedgerRow } from '../rows.js';
import type { VismaBusinessControlled } from './controlled.js';
import { viewInvoice, viewRow } from './ledger-view.js';
import type { VismaInvoiceSpec, VismaRowChange, VismaSettlingSpec } from './specs.js';

interface ControlCall {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}
type ControlRoute = (call: ControlCall) => unknown;

const ROOT = '/control/visma-business';
const DAY_MS = 86_400_000;

/** The control API below `/control/visma-business`: JSON in, JSON out. README.md has its table. */
export function vismaBusinessControl(simulator: VismaBusinessControlled): (request: SimRequest) => Reply {
  const router = new Router<ControlRoute>();
  officeRoutes(router, simulator);
  companyRoutes(router, simulator);
  rowRoutes(router, simulator);
  return ({ method, path, query, body }) => {
    const match = router.match(method, path);
    if (match.kind !== 'found') return failure(404, `There is no control route ${method} ${path}.`);
    try {
      const result = match.route.handler({ path: match.params, query, body: parse(body) });
      return jsonReply(200, JSON.stringify(result ?? { ok: true }));
    } catch (error) {
      if (error instanceof ControlError) return failure(error.status, error.message);
      const isExpected =
        error instanceof BooksRefusedError ||
        error instanceof PeriodClosedError ||
        error instanceof FaultRuleError;
      return failure(isExpected ? 409 : 500, error instanceof Error ? error.message : String(error));
    }
  };
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
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule))) };
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

function parse(body: string): Readonly<Record<string, unknown>> {
  if (body.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // Answered below.
  }
  throw new ControlError('The body is not a JSON object.');
}

function idIn(path: Readonly<Record<string, string>>, name: string): number {
  const id = Number(path[name]);
  if (!Number.isSafeInteger(id)) throw new ControlError(`${name} "${path[name]}" is not a number.`);
  return id;
}

function instant(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new ControlError(`"${text}" is not an instant.`);
  return moment;
}

function faultRule(rule: unknown): FaultRule {
  const candidate = rule as Partial<FaultRule> | null;
  const isRule =
    typeof candidate?.operation === 'string' &&
    typeof candidate.kind === 'string' &&
    isFaultKind(candidate.kind);
  if (isRule) return candidate as FaultRule;
  throw new ControlError('A fault rule has an operation (e.g. "mutation updateBatch") and a known kind.');
}

function failure(status: number, message: string): Reply {
  return jsonReply(status, JSON.stringify({ error: message }));
}
