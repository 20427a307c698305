import { Router } from '../server/router.js';
import type { Scope } from './catalogue.js';
import type { Call, DeclaredEndpoint } from './call.js';
import * as company from './endpoints/company-endpoints.js';
import * as invoice from './endpoints/invoice-endpoints.js';
import * as payment from './endpoints/payment-endpoints.js';
import * as register from './endpoints/register-endpoints.js';

type Traits = Partial<Omit<DeclaredEndpoint, 'scope' | 'run'>>;

/** Every operation that is served, in the vendor's own templates. */
export function fortnoxRoutes(): Router<DeclaredEndpoint> {
  const router = new Router<DeclaredEndpoint>();
  const on = (
    operation: string,
    scope: Scope,
    run: (call: Call) => ReturnType<DeclaredEndpoint['run']>,
    traits: Traits = {},
  ): void => {
    const [method = '', template = ''] = operation.split(' ');
    const { parameters = [], isList = false, isPdf = false, hasSideEffect = false } = traits;
    router.add(method, template, { scope, run, parameters, isList, isPdf, hasSideEffect });
  };
  const list = (...parameters: readonly string[]): Traits => ({ isList: true, parameters });
  const invoices = '/3/invoices/{DocumentNumber}';

  on('GET /3/companyinformation', 'companyinformation', company.companyInformation);
  on('GET /3/settings/company', 'settings', company.companySettings);
  on('GET /3/settings/lockedperiod', 'settings', company.lockedPeriod);
  on('GET /3/me', 'profile', company.me);
  on('GET /3/financialyears', 'bookkeeping', company.listYears, list('date', 'Date'));
  on('GET /3/financialyears/{Id}', 'bookkeeping', company.getYear);
  on('GET /3/vouchers/{VoucherSeries}/{VoucherNumber}', 'bookkeeping', company.getVoucher, {
    parameters: ['financialyear'],
  });

  on('GET /3/customers', 'customer', register.listCustomers, list(...register.CUSTOMER_PARAMETERS));
  on('GET /3/customers/{CustomerNumber}', 'customer', register.getCustomer);
  on('GET /3/modesofpayments', 'settings', register.listModes, list());
  on('POST /3/modesofpayments', 'settings', register.createMode);
  on('GET /3/modesofpayments/{Code}', 'settings', register.getMode);
  on('GET /3/accounts', 'bookkeeping', register.listAccounts, list('lastmodified', 'sru'));
  on('GET /3/accounts/{Number}', 'bookkeeping', register.getAccount);
  on('GET /3/currencies', 'currency', register.listCurrencies, list());
  on('GET /3/labels', 'settings', register.listLabels, list());
  on('POST /3/labels', 'settings', register.createLabel);
  on('GET /3/noxfinansinvoices/{Number}', 'noxfinansinvoice', register.getNoxInvoice);

  on('GET /3/invoices', 'invoice', invoice.listInvoices, list(...invoice.INVOICE_PARAMETERS));
  on(`GET ${invoices}`, 'invoice', invoice.getInvoice);
  on(`PUT ${invoices}`, 'invoice', invoice.updateInvoice);
  on(`GET ${invoices}/preview`, 'invoice', invoice.previewInvoice, { isPdf: true });
  on(`GET ${invoices}/print`, 'invoice', invoice.printInvoice, { isPdf: true, hasSideEffect: true });
  on(`GET ${invoices}/printreminder`, 'invoice', invoice.printReminder, { isPdf: true, hasSideEffect: true });
  for (const action of ['email', 'einvoice', 'eprint']) {
    on(`GET ${invoices}/${action}`, 'invoice', invoice.sendInvoice, { hasSideEffect: true });
  }
  on(`PUT ${invoices}/externalprint`, 'invoice', invoice.sendInvoice);
  on(`PUT ${invoices}/bookkeep`, 'invoice', invoice.bookkeepInvoice);
  on(`PUT ${invoices}/cancel`, 'invoice', invoice.cancelInvoice);
  on(`PUT ${invoices}/credit`, 'invoice', invoice.creditInvoiceAction);

  on('GET /3/invoicepayments', 'payment', payment.listPayments, list('invoicenumber', 'lastmodified'));
  on('POST /3/invoicepayments', 'payment', payment.createPayment);
  on('GET /3/invoicepayments/{Number}', 'payment', payment.getPayment);
  on('PUT /3/invoicepayments/{Number}', 'payment', payment.updatePayment);
  on('DELETE /3/invoicepayments/{Number}', 'payment', payment.deletePayment);
  on('PUT /3/invoicepayments/{Number}/bookkeep', 'payment', payment.bookkeepPayment);
  return router;
}
