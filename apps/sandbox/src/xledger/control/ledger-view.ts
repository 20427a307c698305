import { amountText } from '../../books/amounts.js';
import type { Entity } from '../entity.js';
import type { ArRow } from '../rows.js';
import type { World } from '../world.js';
import type { XledgerInvoiceView, XledgerLedgerView, XledgerRowView } from './specs.js';

export function viewLedger(world: World, entity: Entity, sinceVoucherId = 0): XledgerLedgerView {
  const rows = world.ar.all().filter((row) => row.entity === entity);
  let receivables = 0;
  for (const posting of entity.books.postings.values())
    if (posting.account.role === 'customers') receivables += posting.amountMinor;
  return {
    companyId: entity.id,
    receivables: amountText(receivables),
    vouchers: [...entity.books.vouchers.values()]
      .filter(({ id }) => id > sinceVoucherId)
      .map((voucher) => ({
        id: voucher.id,
        number: voucher.number,
        date: voucher.on,
        kind: voucher.kind,
        externalNumber: voucher.externalNumber,
        reversedById: voucher.reversedBy?.id ?? null,
        postings: voucher.postings.map(({ account, amountMinor, customerId }) => ({
          account: account.number,
          amount: amountText(amountMinor),
          customerId: customerId ?? null,
        })),
      })),
    rows: rows.map(viewRow),
    invoices: rows.filter(isInvoice).map((row) => viewInvoice(world, row)),
    importRows: [...world.importRows.values()]
      .filter((row) => row.entity === entity)
      .map(({ id, state, fields, extIdentifier, lastError }) => ({
        id,
        state,
        trRegNumber: fields.trRegNumber,
        extIdentifier,
        invoiceNumber: fields.invoiceNumber,
        error: lastError ?? null,
      })),
  };
}

export function viewRow(row: ArRow): XledgerRowView {
  return {
    id: row.id,
    voucherId: row.voucher.id,
    customerId: row.customer.id,
    type: row.type,
    source: row.source,
    invoiceNumber: row.invoiceNumber,
    extIdentifier: row.extIdentifier,
    trRegNumber: row.trRegNumber,
    currency: row.posting.currency,
    amount: amountText(row.amountMinor),
    remaining: amountText(row.remainingMinor),
    matchId: row.matchId,
  };
}

export function viewInvoice(world: World, row: ArRow): XledgerInvoiceView {
  const related = relatedRows(world, row);
  const payments = related.filter((one) => one.amountMinor < 0 && one.type !== 'CREDIT_MEMO');
  // An opposite row of the same size takes the newest payment of that size back.
  for (const back of related.filter((one) => one.amountMinor > 0)) {
    const taken = payments.findLastIndex((one) => one.amountMinor === 0 - back.amountMinor);
    if (taken >= 0) payments.splice(taken, 1);
  }
  const owed = related
    .filter((one) => one.invoiceNumber === row.invoiceNumber)
    .reduce((sum, one) => sum + one.remainingMinor, row.remainingMinor);
  return {
    id: row.id,
    invoiceNumber: row.invoiceNumber ?? '',
    amount: amountText(row.amountMinor),
    remaining: amountText(row.remainingMinor),
    owed: amountText(owed),
    paymentVoucherIds: payments.map(({ voucher }) => voucher.id),
  };
}

/** Rows of the customer that name the invoice or are matched with it; reminders are debts of their own. */
function relatedRows(world: World, row: ArRow): ArRow[] {
  return [...world.ar.ofCustomer(row.customer.id)].filter(
    (other) =>
      other !== row &&
      other.type !== 'REMINDER' &&
      !isInvoice(other) &&
      ((row.invoiceNumber !== null && other.invoiceNumber === row.invoiceNumber) ||
        (row.matchId !== 0 && other.matchId === row.matchId)),
  );
}

function isInvoice(row: ArRow): boolean {
  return row.voucher.kind === 'invoice';
}
