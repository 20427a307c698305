import type { Company } from '../company.js';
import type { Document, Invoice } from '../rows.js';
import type { InvoiceView, LedgerView, VoucherView } from './specs.js';

export function viewLedger(company: Company): LedgerView {
  return {
    companyId: company.id,
    revision: company.revision,
    receivables: amountText(company.receivablesMinor()),
    vouchers: [...company.documents.values()].map((document) => viewVoucher(company, document)),
    invoices: [...company.invoices.values()].map((invoice) => viewInvoice(company, invoice)),
  };
}

export function viewVoucher(company: Company, document: Document): VoucherView {
  const { voucher } = document;
  return {
    id: document.uuid,
    number: document.number,
    date: voucher.on,
    type: document.type,
    description: voucher.text,
    externalImportReference: document.externalImportReference,
    byIntegration: document.byIntegration,
    isReversed: voucher.reversedBy !== undefined,
    postings: voucher.postings.map((posting) => {
      const entry = company.entries.get(posting.id);
      return {
        id: posting.id,
        account: posting.account.number,
        amount: amountText(posting.amountMinor),
        amountCurrency: amountText(posting.currencyMinor),
        currency: posting.currency,
        customerId: posting.customerId ?? null,
        balance: entry ? amountText(entry.balanceMinor) : null,
        matchId: entry?.matchId ?? null,
      };
    }),
  };
}

export function viewInvoice(company: Company, invoice: Invoice): InvoiceView {
  return {
    id: invoice.document.uuid,
    invoiceNumber: invoice.number,
    type: invoice.document.type,
    amount: amountText(invoice.grossMinor),
    outstanding: amountText(invoice.entry.balanceCurrencyMinor),
    isReversed: invoice.document.voucher.reversedBy !== undefined,
    paymentVoucherIds: paymentsOn(company, invoice).map(({ uuid }) => uuid),
  };
}

function paymentsOn(company: Company, { entry: own, number, customer }: Invoice): Document[] {
  const payments = new Set<Document>();
  for (const { debit, credit } of own.allocations) payments.add((debit === own ? credit : debit).document);
  for (const posting of company.books.ofCustomer(customer.id)) {
    if (posting.documentNumber === String(number)) payments.add(company.documentOf(posting));
  }
  return [...payments]
    .filter(({ voucher }) => voucher.kind === 'payment' && !voucher.reversedBy)
    .sort((a, b) => a.voucher.id - b.voucher.id);
}

/** Always two decimals: `-12500.50`. */
export function amountText(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
