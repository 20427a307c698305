import type { Posting, Voucher } from '../../books/entries.js';
import type { Company } from '../company.js';
import type { Invoice } from '../rows.js';
import { outstandingMinor } from '../wire/invoice-models.js';
import type { InvoiceView, LedgerView, PostingView, VoucherView } from './specs.js';

/** All books of a company, or what was booked since a voucher. */
export function viewLedger(company: Company, sinceVoucherId = 0): LedgerView {
  return {
    companyId: company.id,
    revision: company.revision,
    receivables: decimal(company.receivablesMinor()),
    vouchers: [...company.books.vouchers.values()]
      .filter((voucher) => voucher.id > sinceVoucherId)
      .map((voucher) => viewVoucher(company, voucher)),
    invoices: [...company.invoices.values()].map(viewInvoice),
  };
}

export function viewVoucher(company: Company, voucher: Voucher): VoucherView {
  return {
    id: voucher.id,
    number: voucher.number,
    date: voucher.on,
    kind: voucher.kind,
    description: voucher.text,
    externalVoucherNumber: voucher.externalNumber,
    reversedById: voucher.reversedBy?.id ?? null,
    postings: voucher.postings.map((posting) => viewPosting(company, posting)),
  };
}

function viewPosting(company: Company, posting: Posting): PostingView {
  return {
    id: posting.id,
    account: posting.account.number,
    amount: decimal(posting.amountMinor),
    amountCurrency: decimal(posting.currencyMinor),
    currency: posting.currency,
    customerId: posting.customerId ?? null,
    invoiceId: company.invoiceOf(posting)?.id ?? null,
    closeGroupId: posting.closing?.id ?? null,
  };
}

export function viewInvoice(invoice: Invoice): InvoiceView {
  const payments = invoice.charged?.isAppliedElsewhere ? [] : (invoice.charged?.item.postings ?? []);
  return {
    id: invoice.id,
    invoiceNumber: invoice.number,
    voucherId: invoice.charged?.voucher.id ?? null,
    amount: decimal(invoice.grossMinor),
    outstanding: decimal(outstandingMinor(invoice)),
    paymentVoucherIds: payments
      .filter(({ voucher }) => voucher.kind === 'payment' && !voucher.reversedBy)
      .map(({ voucher }) => voucher.id),
  };
}

/** Always two decimals: `-12500.50`. */
function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
