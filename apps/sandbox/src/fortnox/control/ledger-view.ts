import type { Voucher } from '../../books/entries.js';
import type { Company } from '../company.js';
import { remainderMinor } from '../invoicing.js';
import type { Invoice, InvoicePayment } from '../rows.js';
import type {
  FortnoxInvoiceView,
  FortnoxLedgerView,
  FortnoxPaymentView,
  FortnoxVoucherView,
} from './specs.js';

/** All books of a company, or what was booked since a voucher. */
export function viewLedger(company: Company, sinceVoucherId = 0): FortnoxLedgerView {
  return {
    tenantId: company.tenantId,
    receivables: decimalText(company.receivablesMinor()),
    vouchers: [...company.books.vouchers.values()]
      .filter(({ id }) => id > sinceVoucherId)
      .map((voucher) => viewVoucher(company, voucher)),
    invoices: [...company.invoices.values()].map((invoice) => viewInvoice(company, invoice)),
    payments: [...company.payments.values()].map(viewPayment),
    sideEffects: [...company.sideEffects],
  };
}

function viewVoucher(company: Company, voucher: Voucher): FortnoxVoucherView {
  const { series, number } = company.voucherKey(voucher);
  return {
    id: voucher.id,
    series,
    number,
    date: voucher.on,
    kind: voucher.kind,
    description: voucher.text,
    reversedById: voucher.reversedBy?.id ?? null,
    postings: voucher.postings.map((posting) => ({
      account: posting.account.number,
      amount: decimalText(posting.amountMinor),
      amountCurrency: decimalText(posting.currencyMinor),
      currency: posting.currency,
      documentNumber: posting.documentNumber,
    })),
  };
}

export function viewInvoice(company: Company, invoice: Invoice): FortnoxInvoiceView {
  const payments = company.paymentsOf(invoice);
  return {
    documentNumber: invoice.number,
    voucherId: invoice.voucher?.id ?? null,
    amount: decimalText(invoice.grossMinor),
    outstanding: decimalText(remainderMinor(invoice)),
    isSent: invoice.isSent,
    reminders: invoice.reminders,
    paymentNumbers: payments
      .filter(({ voucher, source }) => voucher && source !== 'settle')
      .map(({ number }) => number),
    draftPaymentNumbers: payments.filter(({ voucher }) => !voucher).map(({ number }) => number),
  };
}

export function viewPayment(payment: InvoicePayment): FortnoxPaymentView {
  return {
    number: payment.number,
    documentNumber: payment.invoice.number,
    amount: decimalText(payment.currencyMinor),
    date: payment.on,
    mode: payment.mode,
    source: payment.source,
    voucherId: payment.voucher?.id ?? null,
  };
}

/** Always two decimals: `-12500.50`. */
function decimalText(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
