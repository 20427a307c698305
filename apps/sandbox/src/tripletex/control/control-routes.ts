import type { Reply, SimRequest } from '../../server/exchange.js';
import { Router } from '../../server/router.js';
import type { Controlled, Revocation } from './controlled.js';
import { viewInvoice, viewVoucher } from './ledger-view.js';
import {
  ControlError,
  type ControlRoute,
  controlApi,
  faultRule,
  idIn,
  instant,
} from '../../control/control-api.js';
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

/**
 * The control API: JSON in, JSON out, 201 never, 204 never, so that a shell can use it without ceremony. Bodies are
 * taken as their documented shapes (README.md); it listens on the loopback only, for tests and demonstrations.
 */
export function controlHandler(tripletex: Controlled): (request: SimRequest) => Reply {
  const router = routes(tripletex);
  return controlApi(router);
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
    return { ids: rules.map((rule: unknown) => faults.install(faultRule(rule, 'GET /invoice'))) };
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

function revocation(body: Readonly<Record<string, unknown>>): Revocation {
  if (typeof body['employeeToken'] === 'string') return { employeeToken: body['employeeToken'] };
  const what = body['what'] ?? 'sessions';
  if (what === 'sessions' || what === 'accountant' || what === 'consumer') return what;
  throw new ControlError('what is sessions, accountant or consumer; or give employeeToken.');
}
