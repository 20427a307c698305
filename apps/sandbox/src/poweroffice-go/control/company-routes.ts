import type { Router } from '../../server/router.js';
import type { Controlled } from './controlled.js';
import { viewInvoice, viewVoucher } from './ledger-view.js';
import { type ControlCall, ControlError, type ControlRoute } from '../../control/control-api.js';
import type {
  AccountChange,
  CreditSpec,
  CustomerSpec,
  FeeSpec,
  InvoiceChange,
  InvoiceSpec,
  PaymentSpec,
  SettingsChange,
  WriteOffSpec,
} from './specs.js';

/** What the people of one company do. Bodies are taken as their documented shapes (specs.ts). */
export function companyRoutes(router: Router<ControlRoute>, simulator: Controlled): void {
  const { bookkeeper: people } = simulator;
  const root = '/control/poweroffice-go/companies/{companyId}';
  const on = (
    method: string,
    template: string,
    run: (companyId: number, call: ControlCall, id: string) => unknown,
  ): void => {
    router.add(method, root + template, (call) => run(idIn(call, 'companyId'), call, call.path['id'] ?? ''));
  };
  const voucher = (companyId: number, made: Parameters<typeof viewVoucher>[1]) =>
    viewVoucher(people.company(companyId), made);
  const invoice = (companyId: number, made: Parameters<typeof viewInvoice>[1]) =>
    viewInvoice(people.company(companyId), made);

  on('GET', '/ledger', (companyId) => simulator.ledger(companyId));
  on('PUT', '/settings', (companyId, { body }) => people.changeSettings(companyId, body as SettingsChange));
  on('PATCH', '/accounts/{id}', (companyId, call) => {
    const account = people.changeAccount(companyId, idIn(call, 'id'), call.body as AccountChange);
    return { id: account.id, accountNo: account.number, isActive: account.isActive };
  });
  on('DELETE', '/client-key', (companyId) => simulator.withdrawAccess(companyId));
  on('PUT', '/client-key', (companyId) => simulator.grantAccess(companyId));

  on('POST', '/customers', (companyId, { body }) => {
    const { id, number, subledgerAccountId } = people.addCustomer(companyId, body as CustomerSpec);
    return { id, customerNumber: number, subledgerAccountId };
  });
  on('PATCH', '/customers/{id}', (companyId, call) => {
    const { id, number } = people.changeCustomer(companyId, idIn(call, 'id'), call.body as CustomerSpec);
    return { id, customerNumber: number };
  });
  on('POST', '/customers/{id}/payments', (companyId, call) => {
    const spec = call.body as unknown as PaymentSpec;
    return voucher(companyId, people.registerPaymentOnAccount(companyId, idIn(call, 'id'), spec));
  });
  on('POST', '/customers/{id}/fees', (companyId, call) =>
    voucher(companyId, people.addFee(companyId, idIn(call, 'id'), call.body as unknown as FeeSpec)),
  );

  on('POST', '/invoices', (companyId, { body }) =>
    invoice(companyId, people.addInvoice(companyId, body as unknown as InvoiceSpec)),
  );
  on('PATCH', '/invoices/{id}', (companyId, { body }, id) =>
    invoice(companyId, people.changeInvoice(companyId, id, body as InvoiceChange)),
  );
  on('DELETE', '/invoices/{id}', (companyId, _call, id) => people.removeInvoice(companyId, id));
  on('POST', '/invoices/{id}/payments', (companyId, { body }, id) =>
    voucher(companyId, people.registerPayment(companyId, id, body as unknown as PaymentSpec)),
  );
  on('POST', '/invoices/{id}/credit-notes', (companyId, { body }, id) =>
    invoice(companyId, people.addCreditNote(companyId, id, body as CreditSpec)),
  );
  on('POST', '/invoices/{id}/write-offs', (companyId, { body }, id) =>
    voucher(companyId, people.writeOff(companyId, id, body as WriteOffSpec)),
  );

  on('POST', '/vouchers/{id}/reverse', (companyId, { body }, id) => {
    const date = typeof body['date'] === 'string' ? body['date'] : undefined;
    return voucher(companyId, people.reverseVoucher(companyId, id, date));
  });
  on('POST', '/vouchers/{id}/unmatch', (companyId, _call, id) => people.unmatch(companyId, id));
  on('POST', '/vouchers/{id}/match', (companyId, { body }, id) =>
    people.match(companyId, id, String(body['with'] ?? '')),
  );
  on('DELETE', '/vouchers/{id}', (companyId, _call, id) => people.removeVoucher(companyId, id));
}

function idIn({ path }: ControlCall, name: string): number {
  const id = Number(path[name]);
  if (!Number.isSafeInteger(id)) throw new ControlError(`${name} "${path[name]}" is not a number.`);
  return id;
}
