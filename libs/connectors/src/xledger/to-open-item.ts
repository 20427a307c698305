import {
  addDays,
  type CreditorNotice,
  isLocalDate,
  type LedgerHold,
  type LedgerItemId,
  type LedgerVoucherId,
  localDate,
  type OpenItem,
  parseMoney,
} from '@app/domain';
import { currencyOf, DOCUMENT_SOURCES, standingOf } from './movements.js';
import { RefusalError } from './refusal.js';
import { toDebtor } from './to-debtor.js';
import type { WireEntry, WireRow } from './wire.js';

/** Kinds of rows that are no demands of their own: a reminder's fee is part of the creditor's own dunning. */
const NO_INVOICES: readonly string[] = ['CREDIT_MEMO', 'ELECTRONIC_PAYMENT', 'PAYMENT', 'REMINDER'];

/**
 * Whether a row is an invoice. Rows that were imported may bear no kind; then the source of their voucher tells.
 * @throws RefusalError when neither is one we know
 */
export function isInvoice({ slTransactionType, transactionHeader, invoiceAmount }: WireEntry): boolean {
  const type = slTransactionType?.name;
  if (type === 'INVOICE') return true;
  if (type !== undefined && NO_INVOICES.includes(type)) return false;
  if (type !== undefined)
    throw new RefusalError('malformed-record', `The row is of a kind that is not known here (${type}).`);
  const source = transactionHeader?.transactionSource?.code;
  if (source === undefined)
    throw new RefusalError(
      'malformed-record',
      'The row has neither a kind nor a source that is shown to us.',
    );
  return DOCUMENT_SOURCES.includes(source) && !invoiceAmount.startsWith('-');
}

/** An invoice and the rows of its match as an open item. Pure. @throws RefusalError, DomainErrors as `asRefusal` knows */
export function toOpenItem(row: WireRow, match: readonly WireEntry[] | undefined): OpenItem {
  const { subledger, transactionHeader, dueDate } = row;
  if (!subledger) throw new RefusalError('missing-debtor', 'Xledger shows no customer on the invoice.');
  const debtor = toDebtor(subledger, row);
  if (debtor.name === '') throw new RefusalError('missing-debtor', 'The invoice’s customer has no name.');
  if (dueDate === undefined)
    throw new RefusalError('missing-due-date', 'The invoice has no due date (dueDate).');
  const invoicedOn = row.invoiceDate ?? transactionHeader?.postedDate;
  if (invoicedOn === undefined)
    throw new RefusalError('malformed-date', 'The invoice has neither a date nor a posting date.');
  const invoiceNumber = row.invoiceNumber ?? transactionHeader?.transactionNumber;
  if (invoiceNumber === undefined)
    throw new RefusalError('malformed-record', 'The invoice has neither a number nor a voucher number.');
  const { outstanding, movements } = standingOf(row, match);
  return {
    ledgerItemId: row.dbId as LedgerItemId,
    kind: 'invoice',
    invoiceNumber,
    invoicedOn: localDate(invoicedOn),
    dueOn: localDate(dueDate),
    original: parseMoney(row.invoiceAmount, currencyOf(row)),
    outstanding,
    ...(row.paymentReference ? { paymentReference: row.paymentReference } : {}),
    ledgerDebtorId: debtor.ledgerDebtorId,
    debtor,
    holds: toHolds(row.text),
    notices: toNotices(row),
    movements,
    ...(transactionHeader?.transactionNumber
      ? { voucherId: transactionHeader.transactionNumber as LedgerVoucherId }
      : {}),
  };
}

const POSTPONED = /\b(utsatt|utsettelse|anstånd|uppskov|henstand)\b/i;
const UNTIL = /\b(?:til|till|t\.?o\.?m\.?)\s*(\d{4}-\d{2}-\d{2})/i;
const IN_COLLECTION = /inkasso/i;

/** Companies write "postponed until" and "sent to collection" into the row's text (`Bostads-AB-Mimer/onecore`). */
function toHolds(text = ''): readonly LedgerHold[] {
  const holds: LedgerHold[] = [];
  if (POSTPONED.test(text)) {
    const day = UNTIL.exec(text)?.[1];
    const detail = 'The invoice’s text in Xledger says that it is postponed.';
    holds.push({
      reason: 'postponed',
      ...(day !== undefined && isLocalDate(day) ? { until: addDays(day, 1) } : {}),
      detail,
    });
  }
  if (IN_COLLECTION.test(text)) {
    const detail = 'The invoice’s text in Xledger says that it went to collection.';
    holds.push({ reason: 'already-in-collection', detail });
  }
  return holds;
}

/** Xledger's own dunning: the newest reminder, and the fees so far. */
function toNotices(row: WireRow): readonly CreditorNotice[] {
  const { reminderDate, lateFee = '0' } = row;
  if (reminderDate === undefined) return [];
  const fee = parseMoney(lateFee, currencyOf(row));
  return [{ kind: 'reminder', sentOn: localDate(reminderDate), ...(fee.minor > 0n ? { fee } : {}) }];
}
