import {
  type CreditorNotice,
  currency,
  type Debtor,
  isLocalDate,
  type LedgerHold,
  type LedgerItemId,
  type LedgerMovement,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  money,
  type OpenItem,
} from '@app/domain';
import { type BalanceView, hasTaxReduction, viewBalance } from './balance.js';
import type { CreditFacts, PaymentFact } from './movements.js';
import { asRefusal, RefusalError } from './refusal.js';
import type { WireInvoice } from './wire.js';

/**
 * Whether the document is a demand on somebody. Drafts, invoices that are not booked yet, and cash sales are none; a
 * company on the cash method books an invoice only as it is paid.
 */
export function isDemand({
  NotCompleted,
  InvoiceType,
  Booked,
  AccountingMethod,
  Cancelled,
}: WireInvoice): boolean {
  if (NotCompleted === true || InvoiceType === 'CASHINVOICE') return false;
  return Booked === true || AccountingMethod === 'CASH' || Cancelled === true;
}

/** An invoice with all that was read beside it, as an open item. Pure. @throws RefusalError */
export function toOpenItem(
  invoice: WireInvoice,
  debtor: Debtor,
  facts: readonly PaymentFact[],
  credit: CreditFacts | undefined,
): OpenItem {
  if (invoice.DueDate === undefined) {
    throw new RefusalError('missing-due-date', 'The invoice has no due date (DueDate).');
  }
  try {
    const view = withCancellation(invoice, viewBalance(invoice, facts, credit, currency(invoice.Currency)));
    const voucherId = voucherIdOf(invoice);
    return {
      ledgerItemId: invoice.DocumentNumber as LedgerItemId,
      kind: invoice.Credit === true ? 'credit-note' : 'invoice',
      invoiceNumber: invoice.DocumentNumber,
      invoicedOn: localDate(invoice.InvoiceDate),
      dueOn: localDate(invoice.DueDate),
      original: view.original,
      outstanding: view.outstanding,
      ...(invoice.OCR ? { paymentReference: invoice.OCR } : {}),
      ledgerDebtorId: debtor.ledgerDebtorId,
      debtor,
      holds: toHolds(invoice, view, credit),
      notices: toNotices(invoice),
      movements: view.movements,
      ...(voucherId === undefined ? {} : { voucherId: voucherId as LedgerVoucherId }),
    };
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Series, number and financial year: only together they name a voucher. */
export function voucherIdOf({
  VoucherSeries,
  VoucherNumber,
  VoucherYear,
}: Pick<WireInvoice, 'VoucherSeries' | 'VoucherNumber' | 'VoucherYear'>): string | undefined {
  if (VoucherNumber === undefined) return undefined;
  return [VoucherSeries ?? '', VoucherNumber, VoucherYear ?? ''].join('-');
}

/** A cancelled invoice was void from its first day: nothing is left, whatever `Balance` says. */
function withCancellation(invoice: WireInvoice, view: BalanceView): BalanceView {
  if (invoice.Cancelled !== true) return view;
  const left = view.movements.reduce((sum, { change }) => sum + change.minor, view.original.minor);
  const cancelled: LedgerMovement = {
    postingId: `cancelled:${invoice.DocumentNumber}` as LedgerPostingId,
    kind: 'credit',
    bookedOn: localDate(invoice.InvoiceDate),
    change: money(-left, view.original.currency),
  };
  return {
    ...view,
    outstanding: money(0n, view.original.currency),
    movements: left === 0n ? view.movements : [...view.movements, cancelled],
  };
}

function toHolds(
  invoice: WireInvoice,
  { outstanding, unNetted, pending }: BalanceView,
  credit: CreditFacts | undefined,
): readonly LedgerHold[] {
  const holds: LedgerHold[] = [];
  if (invoice.NoxFinans === true) {
    holds.push({ reason: 'already-in-collection', detail: 'The invoice is handled by Fortnox Finans.' });
  }
  if (credit && outstanding.minor > 0n) {
    const { note } = credit;
    if (!note) holds.push({ reason: 'credited', detail: 'The credit note is not shown in Fortnox.' });
    else if (unNetted.minor !== 0n)
      holds.push({ reason: 'credited', detail: `Credit note ${note.DocumentNumber} is not settled yet.` });
  }
  if (hasTaxReduction(invoice) && outstanding.minor > 0n) {
    holds.push({
      reason: 'postponed',
      detail: 'ROT/RUT: the tax agency pays a part. Check what the customer owes.',
    });
  }
  if (pending.minor !== 0n) {
    holds.push({ reason: 'postponed', detail: 'A payment is registered in Fortnox and not booked yet.' });
  }
  return holds;
}

/** Fortnox counts reminders and keeps the last one's day only. */
function toNotices({ Reminders, LastRemindDate }: WireInvoice): readonly CreditorNotice[] {
  if (Reminders === undefined || !/[1-9]/.test(Reminders)) return [];
  return LastRemindDate !== undefined && isLocalDate(LastRemindDate)
    ? [{ kind: 'reminder', sentOn: LastRemindDate }]
    : [];
}
