import { BooksRefusedError, PeriodClosedError } from '../../books/errors.js';
import { isFaultKind, type FaultRule } from '../../faults/fault.js';
import { FaultRuleError } from '../../faults/fault-plan.js';
import { jsonReply, type Reply, type SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import type { Controlled, Revocation } from './controlled.js';
import { viewInvoice, viewVoucher } from './ledger-view.js';
import { ControlError } from './read-spec.js';
import type {
  CompanySpec,
  CreditSpec,
  CustomerSpec,
  InvoiceChange,
  InvoiceSpec,
  PaymentSpec,
  ReminderSpec,
  RightsChange,
} from './specs.js';

interface ControlCall {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

type ControlRoute = (call: ControlCall) => unknown;

/**
 * The control API: JSON in, JSON out, 201 never, 204 never, so that a shell can use it without ceremony. Bodies are
 * taken as their documented shapes (README.md); it listens on the loopback only, for tests and demonstrations.
 */
export function controlHandler(tripletex: Controlled): (request: SimRequest) => Reply {
  const router = routes(tripletex);
  return (request) => {
    const match = router.match(request.method, request.path);
    if (match.kind !== 'found')
      return failure(404, `There is no control route ${request.method} ${request.path}.`);
    try {
      const result = match.route.handler({
        path: match.params,
        query: request.query,
        body: parse(request.body),
      });
      return jsonReply(200, JSON.stringify(result ?? { ok: true }));
    } catch (error) {
      if (error instanceof ControlError) return failure(error.status, error.message);
      const isExpected =
        error instanceof BooksRefusedError ||
        error instanceof PeriodClosedError ||
        error instanceof FaultRuleError;
      if (isExpected) return failure(409, error.message);
      return failure(500, error instanceof Error ? error.message : String(error));
    }
  };
}

function routes(simulator: Controlled): Router<ControlRoute> {
  const { bookkeeper, clock, faults } = simulator;
  const router = new Router<ControlRoute>();
  const on = (method: string, template: string, handler: ControlRoute): void => {
    router.add(method, `/control${template}`, handler);
  };
  const company = '/tripletex/companies/{companyId}';

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
  on('DELETE', '/faults/{id}', ({ path }) => ({ removed: faults.clear(idIn(path, 'id')) }));

  on('POST', '/companies', ({ body }) => simulator.addCompany(body as CompanySpec));
  on('GET', `${company}/ledger`, ({ path, query }) =>
    simulator.ledger(idIn(path, 'companyId'), Number(query.get('sinceVoucherId') ?? 0)),
  );
  on('POST', `${company}/customers`, ({ path, body }) => {
    const { id, number } = bookkeeper.addCustomer(idIn(path, 'companyId'), body as CustomerSpec);
    return { id, customerNumber: number };
  });
  on('PATCH', `${company}/customers/{id}`, ({ path, body }) => {
    const { id, version } = bookkeeper.changeCustomer(
      idIn(path, 'companyId'),
      idIn(path, 'id'),
      body as CustomerSpec,
    );
    return { id, version };
  });
  on('POST', `${company}/customers/{id}/payments`, ({ path, body }) => {
    const [companyId, id] = [idIn(path, 'companyId'), idIn(path, 'id')];
    const voucher = bookkeeper.registerPaymentOnAccount(companyId, id, body as unknown as PaymentSpec);
    return viewVoucher(bookkeeper.company(companyId), voucher);
  });
  on('POST', `${company}/invoices`, ({ path, body }) =>
    viewInvoice(bookkeeper.addInvoice(idIn(path, 'companyId'), body as unknown as InvoiceSpec)),
  );
  on('PATCH', `${company}/invoices/{id}`, ({ path, body }) =>
    viewInvoice(bookkeeper.changeInvoice(idIn(path, 'companyId'), idIn(path, 'id'), body as InvoiceChange)),
  );
  on('DELETE', `${company}/invoices/{id}`, ({ path }) =>
    bookkeeper.removeInvoice(idIn(path, 'companyId'), idIn(path, 'id')),
  );
  on('POST', `${company}/invoices/{id}/payments`, ({ path, body }) => {
    const [companyId, id] = [idIn(path, 'companyId'), idIn(path, 'id')];
    const voucher = bookkeeper.registerPayment(companyId, id, body as unknown as PaymentSpec);
    return viewVoucher(bookkeeper.company(companyId), voucher);
  });
  on('POST', `${company}/invoices/{id}/credit-notes`, ({ path, body }) =>
    viewInvoice(bookkeeper.addCreditNote(idIn(path, 'companyId'), idIn(path, 'id'), body as CreditSpec)),
  );
  on('POST', `${company}/invoices/{id}/reminders`, ({ path, body }) => {
    const { id } = bookkeeper.addReminder(
      idIn(path, 'companyId'),
      idIn(path, 'id'),
      body as unknown as ReminderSpec,
    );
    return { id };
  });
  on('POST', `${company}/vouchers/{id}/reverse`, ({ path, body }) => {
    const companyId = idIn(path, 'companyId');
    const date = typeof body['date'] === 'string' ? body['date'] : undefined;
    return viewVoucher(
      bookkeeper.company(companyId),
      bookkeeper.reverseVoucher(companyId, idIn(path, 'id'), date),
    );
  });
  on('DELETE', `${company}/vouchers/{id}`, ({ path }) =>
    bookkeeper.removeVoucher(idIn(path, 'companyId'), idIn(path, 'id')),
  );
  on('DELETE', `${company}/payment-types/{id}`, ({ path }) =>
    bookkeeper.removePaymentType(idIn(path, 'companyId'), idIn(path, 'id')),
  );
  on('PUT', `${company}/periods/{month}`, ({ path, body }) =>
    bookkeeper.setPeriodClosed(idIn(path, 'companyId'), path['month'] ?? '', body['isClosed'] !== false),
  );
  on('PUT', `${company}/rights`, ({ path, body }) =>
    bookkeeper.setRights(idIn(path, 'companyId'), body as RightsChange),
  );
  on('DELETE', `${company}/access`, ({ path }) => bookkeeper.withdrawAccess(idIn(path, 'companyId')));
  on('PUT', `${company}/access`, ({ path }) => bookkeeper.grantAccess(idIn(path, 'companyId')));
  return router;
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
  if (Number.isNaN(moment.getTime()))
    throw new ControlError(`"${text}" is not an instant, e.g. 2026-03-01T08:00:00Z.`);
  return moment;
}

function revocation(body: Readonly<Record<string, unknown>>): Revocation {
  if (typeof body['employeeToken'] === 'string') return { employeeToken: body['employeeToken'] };
  const what = body['what'] ?? 'sessions';
  if (what === 'sessions' || what === 'accountant' || what === 'consumer') return what;
  throw new ControlError('what is sessions, accountant or consumer; or give employeeToken.');
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
  throw new ControlError('A fault rule has an operation (e.g. "GET /invoice") and a kind the sandbox knows.');
}

function failure(status: number, message: string): Reply {
  return jsonReply(status, JSON.stringify({ error: message }));
}
