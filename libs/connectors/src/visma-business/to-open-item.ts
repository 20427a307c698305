import {
  addDays,
  type CreditorNotice,
  currency,
  type Debtor,
  type LedgerHold,
  type LedgerVoucherId,
  type LocalDate,
  MalformedAmountError,
  MalformedDateError,
  type Money,
  type OpenItem,
  parseMoney,
  UnknownCurrencyError,
} from '@app/domain';
import type { RefusalReason } from '../contract/index.js';
import { DecodeError } from '../kit/index.js';
import { readDay, readDayIfAny } from './days.js';
import { itemIdOf } from './keys.js';
import { type LedgerRow, referencesOf } from './ledger-row.js';
import type { Standing } from './standing.js';
import type { WireEntry, WireTransaction } from './wire.js';

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

export interface ItemFacts {
  readonly row: LedgerRow;
  /** While the ledger keeps the row among its open entries. */
  readonly entry: WireEntry | undefined;
  readonly standing: Standing;
  readonly debtor: Debtor | undefined;
  /** Set when the invoice is in another currency than the books. */
  readonly foreign: ForeignCurrency | undefined;
  /** What the customer has paid or was credited without its being matched with an invoice, positive. */
  readonly onAccount: Money;
  readonly today: LocalDate;
}

/** Its ISO code, where the company's table of currencies tells it. */
export interface ForeignCurrency {
  readonly code: string | undefined;
}

/** A debit of the customer ledger as an open item. Pure. @throws RefusalError */
export function toOpenItem(facts: ItemFacts): OpenItem {
  try {
    return convert(facts);
  } catch (error) {
    throw asRefusal(error);
  }
}

function convert({ row, entry, standing, debtor, foreign, onAccount, today }: ItemFacts): OpenItem {
  const { wire } = row;
  if (debtor === undefined)
    throw new RefusalError('missing-debtor', 'The row names no customer (customerNo) that Visma shows.');
  const dueOn = readDay(wire.dueDate);
  if (dueOn === undefined) throw new RefusalError('missing-due-date', 'The row has no due date (dueDate).');
  const invoicedOn = readDay(wire.voucherDate);
  if (invoicedOn === undefined)
    throw new RefusalError('malformed-date', 'The row has no date (voucherDate).');
  const paymentReference = entry?.cid ?? wire.cid;
  return {
    ledgerItemId: itemIdOf(wire),
    kind: 'invoice',
    invoiceNumber: numberOf(wire),
    invoicedOn,
    dueOn,
    ...amountsOf(row, entry, standing, foreign, onAccount),
    ...(paymentReference === undefined ? {} : { paymentReference }),
    ledgerDebtorId: debtor.ledgerDebtorId,
    debtor,
    holds: holdsOf(wire, entry, standing.outstanding, onAccount, today),
    notices: noticesOf(wire),
    voucherId: String(wire.voucherJournalNo) as LedgerVoucherId,
  };
}

function numberOf(wire: WireTransaction): string {
  const number = referencesOf(wire).at(-1);
  if (number === undefined)
    throw new RefusalError('malformed-record', 'The row has neither an invoice number nor a voucher number.');
  return number;
}

/** In another currency only what nobody has paid on yet: what is left is told in the books' currency alone. */
function amountsOf(
  row: LedgerRow,
  entry: WireEntry | undefined,
  { outstanding, movements }: Standing,
  foreign: ForeignCurrency | undefined,
  { currency: books }: Money,
): Pick<OpenItem, 'original' | 'outstanding' | 'movements'> {
  if (!foreign) return { original: { minor: row.minor, currency: books }, outstanding, movements };
  const text = entry?.amountInCurrency ?? row.wire.amountInCurrency;
  if (foreign.code === undefined || text === undefined)
    throw new RefusalError(
      'unknown-currency',
      'The invoice is in another currency, and Visma does not tell which or how much.',
    );
  if (movements.length > 0) {
    throw new RefusalError(
      'malformed-amount',
      'The invoice is in another currency and partly paid: Visma tells what is left in the books’ currency only.',
    );
  }
  const amount = parseMoney(text, currency(foreign.code));
  return { original: amount, outstanding: amount, movements: [] };
}

function holdsOf(
  wire: WireTransaction,
  entry: WireEntry | undefined,
  outstanding: Money,
  onAccount: Money,
  today: LocalDate,
): readonly LedgerHold[] {
  if (outstanding.minor <= 0n) return [];
  const holds: LedgerHold[] = [];
  const exempt = entry?.noReminders ?? wire.noReminders ?? 0;
  const caseNo = entry?.debtCollectionCaseNo ?? wire.debtCollectionCaseNo ?? 0;
  if (exempt === 3 || caseNo !== 0) {
    holds.push({
      reason: 'already-in-collection',
      detail: caseNo === 0 ? 'Sent to debt collection (noReminders 3).' : `Debt collection case ${caseNo}.`,
    });
  }
  if (exempt === 1 || exempt === 2) {
    const from = exempt === 1 ? 'reminders' : 'debt collection';
    holds.push({ reason: 'postponed', detail: `Exempt from ${from} in Visma (noReminders ${exempt}).` });
  }
  const stopped = readDayIfAny(entry?.stopCollectionDate ?? wire.stopCollectionDate);
  if (stopped !== undefined) {
    // "Until" or "since": the column's meaning is not verified. A day that has passed is then a stop for a person to end.
    const until = stopped >= today ? { until: addDays(stopped, 1) } : {};
    holds.push({ reason: 'postponed', ...until, detail: `Collection is stopped in Visma (${stopped}).` });
  }
  if ((entry?.paymentSuggested ?? 0) !== 0)
    holds.push({ reason: 'postponed', detail: 'A payment of the entry is suggested in Visma.' });
  if (onAccount.minor > 0n) {
    holds.push({
      reason: 'postponed',
      detail:
        'The customer has payments or credit notes in Visma that are matched with no invoice: match them first.',
    });
  }
  return holds;
}

/** Only the last reminder has a day. */
function noticesOf({ noOfRemindersSent = 0, lastReminderDate }: WireTransaction): readonly CreditorNotice[] {
  const sentOn = readDayIfAny(lastReminderDate);
  return noOfRemindersSent > 0 && sentOn !== undefined ? [{ kind: 'reminder', sentOn }] : [];
}

/** Anything that the mapper or the decoder threw, as a refusal in words for the accountant. */
export function asRefusal(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error;
  if (error instanceof UnknownCurrencyError)
    return new RefusalError('unknown-currency', 'The invoice’s currency is not one the hub handles.');
  if (error instanceof MalformedAmountError) {
    return new RefusalError(
      'malformed-amount',
      'An amount of the row is not exact money: it has too many decimals or is no number.',
    );
  }
  if (error instanceof MalformedDateError)
    return new RefusalError('malformed-date', 'A date of the row is not a day of the calendar.');
  if (error instanceof DecodeError) return new RefusalError(reasonByPath(error), error.message);
  throw error;
}

function reasonByPath({ path }: DecodeError): RefusalReason {
  if (path === 'voucherJournalNo' || path === 'auditNo') return 'missing-id';
  if (path === 'customerNo') return 'missing-debtor';
  if (/amount/i.test(path)) return 'malformed-amount';
  return path.endsWith('Date') || path === 'paidLast' ? 'malformed-date' : 'malformed-record';
}
