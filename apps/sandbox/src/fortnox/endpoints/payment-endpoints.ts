import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { bookPayment, removePayment, savePayment } from '../payments.js';
import type { InvoicePayment } from '../rows.js';
import { dateIn, readBody, wholeIn } from '../wire/body.js';
import { jsonAnswer, notFound, refused } from '../wire/errors.js';
import { modifiedSince, pageOf, sorted } from '../wire/list.js';
import { paymentListItem, paymentSingle, type Page } from '../wire/models.js';
import { checkBooking, checkInvoice, moneyIn, writeOffsIn } from './payment-rules.js';

const WRITABLE: ReadonlySet<string> = new Set([
  'InvoiceNumber',
  'Amount',
  'AmountCurrency',
  'CurrencyRate',
  'PaymentDate',
  'ModeOfPayment',
  'ModeOfPaymentAccount',
  'WriteOffs',
]);
const READ_ONLY: ReadonlySet<string> = new Set([
  '@url',
  'Booked',
  'Currency',
  'CurrencyUnit',
  'ExternalInvoiceReference1',
  'ExternalInvoiceReference2',
  'InvoiceCustomerName',
  'InvoiceCustomerNumber',
  'InvoiceDueDate',
  'InvoiceOCR',
  'InvoiceTotal',
  'Number',
  'Source',
  'VoucherNumber',
  'VoucherSeries',
  'VoucherYear',
]);

export function listPayments({ company, request, world, page }: Call): Reply {
  const { query } = request;
  const { switches } = world;
  const since = modifiedSince(query, switches.lastModifiedZone);
  const wanted = query.get('invoicenumber');
  if (wanted !== null && !/^\d{1,15}$/.test(wanted)) throw refused('badParameter');
  const rows = [...company.payments.values()].filter(
    (payment) =>
      !payment.isHidden &&
      (since === undefined || payment.changedAtMs >= since) &&
      (wanted === null ||
        (switches.paymentInvoiceNumberContains
          ? payment.invoice.number.includes(wanted)
          : payment.invoice.number === wanted)),
  );
  const inOrder = sorted(rows, query, {
    paymentdate: ({ on, number }) => (switches.paymentSortWorks ? on : Number(number)),
  });
  return pageOf('InvoicePayments', inOrder, query, switches, (payment) => paymentListItem(page, payment));
}

export function getPayment({ company, path, page }: Call): Reply {
  return answer(200, page, paymentIn(company.payments, path));
}

/** Creates a draft: nothing is in the books before `bookkeep`. The same body twice makes two. */
export function createPayment({ company, request, world, page }: Call): Reply {
  const { switches } = world;
  const fields = readBody(request.body, 'InvoicePayment', WRITABLE, {
    names: READ_ONLY,
    refuse: switches.readOnlyFields === 'refuse',
  });
  const number = wholeIn(fields, 'InvoiceNumber');
  if (number === undefined) throw refused('missingField', 'Obligatoriskt fält saknas (InvoiceNumber).');
  const invoice = company.invoices.get(String(number));
  if (!invoice) throw notFound('noInvoice');
  const on = dateIn(fields, 'PaymentDate') ?? world.today();
  const money = moneyIn(fields, company, invoice, switches);
  const writeOffs = writeOffsIn(fields['WriteOffs'], company, switches);
  checkInvoice(page, invoice, { on, lowersMinor: sum(money.currencyMinor, writeOffs) });
  const draft = { ...money, invoice, on, writeOffs, source: switches.apiPaymentSource };
  return answer(201, page, savePayment(company, draft));
}

/** `PUT` on a draft; the invoice of a payment cannot be changed. */
export function updatePayment({ company, request, world, page, path }: Call): Reply {
  const { switches } = world;
  const payment = paymentIn(company.payments, path);
  const fields = readBody(request.body, 'InvoicePayment', WRITABLE, {
    names: READ_ONLY,
    refuse: switches.readOnlyFields === 'refuse',
  });
  if (payment.voucher) throw refused('alreadyBooked');
  const { invoice } = payment;
  const number = wholeIn(fields, 'InvoiceNumber');
  if (number !== undefined && String(number) !== invoice.number) throw refused('notEditable');
  const on = dateIn(fields, 'PaymentDate') ?? payment.on;
  const money = moneyIn(fields, company, invoice, switches, payment);
  const writeOffs =
    fields['WriteOffs'] === undefined
      ? payment.writeOffs
      : writeOffsIn(fields['WriteOffs'], company, switches);
  checkInvoice(page, invoice, { on, lowersMinor: sum(money.currencyMinor, writeOffs) });
  Object.assign(payment, { ...money, on, writeOffs, changedAtMs: company.nowMs() });
  return answer(200, page, payment);
}

export function deletePayment({ company, path, world }: Call): Reply {
  const payment = paymentIn(company.payments, path);
  if (payment.voucher) {
    if (world.switches.deleteBookedPayment === 'refuse') throw refused('alreadyBooked');
    if (company.isLocked(payment.on)) throw refused('periodLocked');
  }
  removePayment(company, payment);
  return { status: 204, headers: {}, body: '' };
}

/** Books the draft; a body is not needed and, when sent, must hold nothing new. */
export function bookkeepPayment({ company, path, page, request, world }: Call): Reply {
  const payment = paymentIn(company.payments, path);
  if (request.body.trim() !== '') {
    readBody(request.body, 'InvoicePayment', WRITABLE, { names: READ_ONLY, refuse: false });
  }
  if (payment.voucher) {
    if (world.switches.bookkeepTwice === 'accept') return answer(200, page, payment);
    throw refused('alreadyBooked');
  }
  checkBooking(page, payment);
  bookPayment(company, payment);
  return answer(200, page, payment);
}

function sum(minor: number, rows: readonly { readonly amountMinor: number }[]): number {
  return rows.reduce((total, { amountMinor }) => total + amountMinor, minor);
}

function paymentIn(payments: ReadonlyMap<string, InvoicePayment>, path: Call['path']): InvoicePayment {
  const payment = payments.get(path['Number'] ?? '');
  if (!payment) throw notFound('noPayment');
  return payment;
}

function answer(status: 200 | 201, page: Page, payment: InvoicePayment): Reply {
  return jsonAnswer(status, { InvoicePayment: paymentSingle(page, payment) });
}
