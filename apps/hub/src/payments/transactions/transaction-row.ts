import type { BankTransaction, StructuredReference, TransactionNote } from '@app/bank-files';
import { type Currency, type LocalDate, money } from '@app/domain';
import type { BankTransactionEntity } from './bank-transaction.entity.js';

export type TransactionRow = Readonly<Omit<BankTransactionEntity, 'deskState'>>;

/** Columns of `bank_transaction` under the entity's names, for raw statements. */
export const TRANSACTION_COLUMNS = `
  t.id, t.file_id as "fileId", t.batch_id as "batchId", t.line, t.account_key as "accountKey", t.direction,
  t.is_reversal as "isReversal", t.minor, t.currency, t.booked_on as "bookedOn", t.bank_reference as "bankReference",
  t.end_to_end_id as "endToEndId", t.told, t.identity, t.occurrence, t.reference_key as "referenceKey",
  t.reference_occurrence as "referenceOccurrence", t.state, t.reason, t.match, t.same_as_id as "sameAsId",
  t.inside_id as "insideId", t.allocated_minor as "allocatedMinor", t.gone_minor as "goneMinor", t.allocations,
  t.changed_at as "changedAt"`;

/** What `toldOf` has written; rows of ours, so their shape is known. */
export interface Told {
  readonly references: readonly {
    readonly kind: StructuredReference['kind'];
    readonly text: string;
    readonly minor?: string;
  }[];
  readonly texts: readonly string[];
  readonly payer: BankTransaction['payer'];
  readonly valueOn?: LocalDate;
  readonly paidOn?: LocalDate;
  readonly notes: readonly TransactionNote[];
}

export function toldBy({ told }: Pick<TransactionRow, 'told'>): Told {
  return told as unknown as Told;
}

/** Minor units that belong to nobody yet. */
export function openMinor({ minor, allocatedMinor, goneMinor }: TransactionRow): bigint {
  return minor - allocatedMinor - goneMinor;
}

/** As the file's reader told it, for the matching. */
export function asBankTransaction(row: TransactionRow): BankTransaction {
  const { references, texts, payer, notes } = toldBy(row);
  const currency: Currency = row.currency;
  return {
    place: { line: row.line },
    report: 0,
    account: { kind: 'other', number: row.accountKey, currency, isCheckDigitRight: true },
    amount: money(row.minor, currency),
    direction: row.direction,
    isReversal: row.isReversal,
    references: references.map(({ kind, text, minor }) => ({
      kind,
      text,
      ...(minor === undefined ? {} : { amount: money(BigInt(minor), currency) }),
    })),
    texts,
    payer,
    notes,
    fingerprint: row.identity,
  };
}

/**
 * The day that counts for the debtor: when their own bank took the order, where the file tells it, since that is when they
 * have paid; else when the bank booked it. Never after the booking.
 */
export function paidOn(row: TransactionRow, today: LocalDate): LocalDate {
  const { paidOn: ordered, valueOn } = toldBy(row);
  const booked = row.bookedOn ?? valueOn ?? today;
  const day = ordered !== undefined && ordered < booked ? ordered : booked;
  return day > today ? today : day;
}

/** The day in the books: the bank's own. */
export function bookedOn(row: TransactionRow, today: LocalDate): LocalDate {
  return row.bookedOn ?? toldBy(row).valueOn ?? today;
}
