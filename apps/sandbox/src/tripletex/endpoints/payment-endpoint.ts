import { PeriodClosedError } from '../../books/errors.js';
import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { NOK } from '../catalogue.js';
import { creditInvoice } from '../invoicing.js';
import { payInvoice } from '../payments.js';
import type { Invoice } from '../rows.js';
import { answerOne } from '../wire/answers.js';
import { notFound, NOT_NULL, refused, serverError } from '../wire/api-error.js';
import { readInteger } from '../wire/parameters.js';
import type { ReadAmount } from '../wire/numbers.js';
import { requireInvoicing } from './invoice-endpoints.js';

const REQUIRED = ['paymentDate', 'paymentTypeId', 'paidAmount'] as const;

/**
 * `PUT /invoice/{id}/:payment`: books a payment and answers the invoice. All arguments are query parameters; what is
 * sent as a body is not read, and so the arguments are null. Repeats and overpayments are booked without a question
 * (Tripletex/tripletex-api2 issue 76: there is no idempotency key).
 */
export function payInvoiceEndpoint(call: Call): Reply {
  requireInvoicing(call);
  const { query, company, world, path } = call;
  const missing = REQUIRED.filter((name) => (query.text(name) ?? '') === '');
  if (missing.length > 0) throw refused(...missing.map((field) => ({ field, message: NOT_NULL })));
  const on = query.date('paymentDate');
  const typeId = query.integer('paymentTypeId');
  const paid = query.decimal('paidAmount');
  if (on === undefined || typeId === undefined || paid === undefined) throw serverError();
  if (typeId === 0) throw serverError();
  const type = company.paymentTypes.get(typeId);
  if (!type) throw notFound();
  const invoice = payable(call, readInteger(path['id'] ?? ''));
  const inCurrency = query.decimal('paidAmountCurrency');
  if (invoice.currency.code !== NOK.code && !inCurrency) {
    throw refused({ field: 'paidAmountCurrency', message: NOT_NULL });
  }
  const baseMinor = wholeMinor(paid, world.switches.paymentBelowMinorUnit);
  const currencyMinor = wholeMinor(inCurrency ?? paid, world.switches.paymentBelowMinorUnit);
  if (baseMinor === 0 || currencyMinor === 0) {
    throw refused({ field: null, message: 'Internt felt (amountBasisCurrency): Feltet må fylles ut.' });
  }
  if (world.switches.paymentInFuture === 'refuse' && on > world.today()) {
    throw refused({ field: 'paymentDate', message: 'Datoen kan ikke være frem i tid.' });
  }
  const postingRuleId = world.switches.postingRuleIdOnPayments ? type.id : 0;
  const intoClosedPeriod = world.switches.paymentInClosedPeriod === 'accept';
  try {
    payInvoice(company, invoice, { on, type, baseMinor, currencyMinor, postingRuleId, intoClosedPeriod });
  } catch (error) {
    throw error instanceof PeriodClosedError ? periodClosed('paymentDate') : error;
  }
  return answerOne(call, call.models.invoicing.invoice, invoice);
}

/** `PUT /invoice/{id}/:createCreditNote`: credits the whole invoice and answers the credit note. */
export function createCreditNote(call: Call): Reply {
  requireInvoicing(call);
  const { query, company, path, models } = call;
  if ((query.text('date') ?? '') === '') throw refused({ field: 'date', message: NOT_NULL });
  const on = query.date('date');
  const original = payable(call, readInteger(path['id'] ?? ''));
  if (on === undefined) throw serverError();
  if (original.grossMinor <= 0) throw refused({ field: null, message: 'En kreditnota kan ikke krediteres.' });
  if (original.creditedBy) throw refused({ field: null, message: 'Fakturaen er allerede kreditert.' });
  try {
    const credit = creditInvoice(company, original, { on, comment: query.text('comment') ?? '' });
    return answerOne(call, models.invoicing.invoice, credit);
  } catch (error) {
    throw error instanceof PeriodClosedError ? periodClosed('date') : error;
  }
}

export function periodClosed(field: string): Error {
  return refused({ field, message: 'Perioden er avsluttet.' });
}

/** A charged invoice of this company, or the recorded refusal. */
function payable({ company, world }: Call, id: number): Invoice {
  const invoice = company.invoices.get(id);
  if (!invoice?.charged || invoice.isHidden)
    throw refused({ field: null, message: 'Ugyldig fakturanummer.' });
  if (invoice.creditedBy && world.switches.paymentOnCredited === 'refuse') {
    throw refused({ field: null, message: 'Fakturaen er kreditert.' });
  }
  return invoice;
}

function wholeMinor({ minor, exact }: ReadAmount, belowMinorUnit: 'round' | 'refuse'): number {
  if (!exact && belowMinorUnit === 'refuse') {
    throw refused({ field: 'paidAmount', message: 'Beløpet kan ha høyst to desimaler.' });
  }
  return minor;
}
