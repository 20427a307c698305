import { amountText } from '../../books/amounts.js';
import type { Company } from '../company.js';
import { isOpenEntry } from '../ledger-row.js';
import type { Batch, LedgerRow } from '../rows.js';
import type { VismaBatchView, VismaInvoiceView, VismaLedgerView, VismaRowView } from './specs.js';

export function viewLedger(company: Company, sinceVoucherId = 0): VismaLedgerView {
  const { books, associates, batches, updated } = company;
  const rows = [...company.rows.values()];
  let receivables = 0;
  for (const posting of books.postings.values())
    if (posting.account.role === 'customers') receivables += posting.amountMinor;
  return {
    companyId: company.id,
    receivables: amountText(receivables),
    vouchers: [...books.vouchers.values()]
      .filter(({ id }) => id > sinceVoucherId)
      .map((voucher) => ({
        id: voucher.id,
        date: voucher.on,
        kind: voucher.kind,
        externalNumber: voucher.externalNumber,
        reversedById: voucher.reversedBy?.id ?? null,
        postings: voucher.postings.map(({ account, amountMinor, customerId }) => ({
          account: account.number,
          amount: amountText(amountMinor),
          customerNo: associates.get(customerId ?? 0)?.customerNo ?? null,
        })),
      })),
    rows: rows.map(viewRow),
    invoices: rows.filter(({ kind }) => kind === 'invoice').map(viewInvoice),
    batches: [...batches.values()].map(viewBatch),
    updatedBatches: updated.map(({ batch, journalNo }) => ({
      ...viewBatch(batch),
      voucherJournalNo: journalNo,
    })),
  };
}

export function viewRow(row: LedgerRow): VismaRowView {
  return {
    id: row.id,
    voucherJournalNo: row.journalNo,
    auditNo: row.auditNo,
    voucherId: row.voucher.id,
    customerNo: row.associate.customerNo,
    kind: row.kind,
    invoiceNo: row.invoiceNo,
    crossReference: row.crossReference,
    externalReference1: row.externalReference1,
    currency: row.posting.currency,
    amount: amountText(row.amountMinor),
    outstanding: amountText(row.outstandingMinor),
    isOpenEntry: isOpenEntry(row),
  };
}

export function viewInvoice(row: LedgerRow): VismaInvoiceView {
  const related = row.associate.rows.filter((other) => concerns(other, row));
  const payments = related.filter(({ kind, voucher }) => kind === 'payment' && !voucher.reversedBy);
  // A voucher the other way round, of the same size, takes the newest payment of that size back.
  for (const back of related.filter((one) => one.kind === 'other' && !one.voucher.reverses)) {
    const taken = payments.findLastIndex((one) => one.amountMinor === 0 - back.amountMinor);
    if (taken >= 0) payments.splice(taken, 1);
  }
  const owed = related
    .filter((other) => names(other, row))
    .reduce((sum, other) => sum + other.outstandingMinor, row.outstandingMinor);
  return {
    id: row.id,
    voucherJournalNo: row.journalNo,
    auditNo: row.auditNo,
    invoiceNo: row.invoiceNo,
    amount: amountText(row.amountMinor),
    outstanding: amountText(row.outstandingMinor),
    owed: amountText(owed),
    paymentVoucherIds: payments.map(({ voucher }) => voucher.id),
  };
}

function viewBatch({ batchNo, description, lines }: Batch): VismaBatchView {
  return {
    batchNo,
    description,
    lines: lines.map((line) => ({
      voucherNo: line.voucherNo,
      amount: amountText(line.amountMinor),
      customerNo: line.customerNo,
      crossReference: line.crossReference,
      externalReference1: line.externalReference1,
    })),
  };
}

/** Settled with the invoice, or naming it. Fees are debts of their own. */
function concerns(other: LedgerRow, invoice: LedgerRow): boolean {
  if (other === invoice || other.kind === 'invoice' || other.kind === 'fee') return false;
  return (
    names(other, invoice) ||
    [...other.matches].some(({ debit, credit }) => debit === invoice || credit === invoice)
  );
}

function names({ crossReference, invoiceNo }: LedgerRow, { reference }: LedgerRow): boolean {
  return reference !== '' && (crossReference === reference || invoiceNo === reference);
}
