import {
  type CreditorNotice,
  type Currency,
  currency,
  type Debtor,
  isLocalDate,
  type LedgerHold,
  type LedgerItemId,
  type LedgerVoucherId,
  localDate,
  type LocalDate,
  MalformedAmountError,
  MalformedDateError,
  type OpenItem,
  parseMoney,
  UnknownCurrencyError,
} from '@app/domain';
import type { RefusalReason } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';
import { type CreditVouchers, toMovements } from './movements.js';
import type { WireInvoice, WireReminder } from './wire.js';

/** Why one row cannot become an open item; the page around it goes on. */
export class RefusalError extends Error {
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
    this.name = 'RefusalError';
  }
}

/** An invoice and its debtor, as an open item. Pure. @throws RefusalError */
export function toOpenItem(invoice: WireInvoice, debtor: Debtor, creditVouchers: CreditVouchers): OpenItem {
  if (invoice.invoiceDueDate === undefined) {
    throw new RefusalError('missing-due-date', 'The invoice has no due date (invoiceDueDate).');
  }
  try {
    const code = currency(invoice.currency.code);
    const outstanding = parseMoney(invoice.amountCurrencyOutstanding, code);
    return {
      ledgerItemId: invoice.id as LedgerItemId,
      kind: invoice.isCreditNote ? 'credit-note' : 'invoice',
      invoiceNumber: invoice.invoiceNumber,
      invoicedOn: localDate(invoice.invoiceDate),
      dueOn: localDate(invoice.invoiceDueDate),
      original: parseMoney(invoice.amountCurrency, code),
      outstanding,
      ...(invoice.kid ? { paymentReference: invoice.kid } : {}),
      ledgerDebtorId: debtor.ledgerDebtorId,
      debtor,
      holds: toHolds(invoice, outstanding.minor !== 0n),
      notices: toNotices(invoice.reminders ?? [], code),
      movements: toMovements(invoice, code, creditVouchers),
      ...(invoice.voucher ? { voucherId: invoice.voucher.id as LedgerVoucherId } : {}),
    };
  } catch (error) {
    throw asRefusal(error);
  }
}

function toHolds(invoice: WireInvoice, isOpen: boolean): readonly LedgerHold[] {
  const holds: LedgerHold[] = [];
  const { invoiceRemark, reminders = [], isCredited } = invoice;
  if (invoiceRemark?.postponeRemindersTo !== undefined) {
    const detail = invoiceRemark.description;
    holds.push({
      reason: 'postponed',
      until: localDate(invoiceRemark.postponeRemindersTo),
      ...(detail === undefined ? {} : { detail }),
    });
  }
  const sent = reminders.find(({ type }) => type === 'DEBT_COLLECTION');
  if (sent) {
    holds.push({
      reason: 'already-in-collection',
      ...(sent.reminderDate === undefined ? {} : { detail: `Sent to collection on ${sent.reminderDate}` }),
    });
  }
  if (isCredited === true && isOpen) holds.push({ reason: 'credited' });
  return holds;
}

const NOTICE_KIND: Readonly<Record<string, CreditorNotice['kind']>> = {
  SOFT_REMINDER: 'soft-reminder',
  REMINDER: 'reminder',
  NOTICE_OF_DEBT_COLLECTION: 'collection-notice',
  DEBT_COLLECTION: 'collection',
};

/** Oldest first. A reminder of a kind or day that we cannot read tells nothing we could act on. */
function toNotices(reminders: readonly WireReminder[], of: Currency): readonly CreditorNotice[] {
  const notices: CreditorNotice[] = [];
  for (const { type, reminderDate, termOfPayment, chargeCurrency } of reminders) {
    const kind = type === undefined ? undefined : NOTICE_KIND[type];
    if (kind === undefined || reminderDate === undefined) continue;
    const fee = chargeCurrency === undefined ? undefined : parseMoney(chargeCurrency, of);
    const payBy = dayOrNothing(termOfPayment);
    notices.push({
      kind,
      sentOn: localDate(reminderDate),
      ...(payBy ? { payBy } : {}),
      ...(fee && fee.minor > 0n ? { fee } : {}),
    });
  }
  return notices.sort((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : 0));
}

function dayOrNothing(text: string | undefined): LocalDate | undefined {
  return text !== undefined && isLocalDate(text) ? text : undefined;
}

/** Anything that the mapper or the decoder threw, as a refusal in words for the accountant. */
export function asRefusal(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error;
  if (error instanceof UnknownCurrencyError) {
    return new RefusalError(
      'unknown-currency',
      `The invoice’s currency ${safeCode(error.code)} is not one the hub handles.`,
    );
  }
  if (error instanceof MalformedAmountError) {
    return new RefusalError(
      'malformed-amount',
      'An amount of the invoice is not exact money: it has too many decimals or is no number.',
    );
  }
  if (error instanceof MalformedDateError) {
    return new RefusalError('malformed-date', 'A date of the invoice is not a day of the calendar.');
  }
  if (error instanceof DecodeError) return new RefusalError(reasonByPath(error), error.message);
  throw error;
}

function safeCode(code: string): string {
  return /^[A-Z]{3}$/.test(code) ? code : '(unreadable)';
}

function reasonByPath({ path }: DecodeError): RefusalReason {
  if (path === 'id') return 'missing-id';
  if (path.startsWith('customer')) return 'missing-debtor';
  if (/amount|charge/i.test(path)) return 'malformed-amount';
  return /date$/i.test(path) ? 'malformed-date' : 'malformed-record';
}

/** The row's own id, where it has a readable one. */
export function readableId(row: unknown): string | undefined {
  const id = isRecord(row) ? row['id'] : undefined;
  if (typeof id === 'number' && Number.isSafeInteger(id)) return String(id);
  return typeof id === 'string' && /^\d{1,19}$/.test(id) ? id : undefined;
}
