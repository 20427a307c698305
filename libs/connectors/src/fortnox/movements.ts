import {
  type Currency,
  type LedgerMovement,
  type LedgerPostingId,
  localDate,
  type Money,
  money,
  negate,
  parseMoney,
} from '@app/domain';
import type { WireInvoice, WirePayment, WirePaymentRow } from './wire.js';

/** The currency that every Swedish company in Fortnox keeps its books in. */
export const BOOKS: Currency = 'SEK';

/** A payment of the list, and its single record where the list does not tell enough. */
export interface PaymentFact {
  readonly row: WirePaymentRow;
  readonly single?: WirePayment;
}

/** The credit note that an invoice names, and the payments on it where they were needed. */
export interface CreditFacts {
  /** Undefined when Fortnox does not show it. */
  readonly note: WireInvoice | undefined;
  readonly payments: readonly WirePaymentRow[];
}

export interface Movements {
  /** Booked payments and what they netted or wrote off, by rising number; the credit last. */
  readonly movements: readonly LedgerMovement[];
  /** What the credit note has not been netted for yet: still part of Fortnox's `Balance`. */
  readonly unNetted: Money;
  /** Payments that are registered and not booked, positive. */
  readonly pending: Money;
}

/** Whether the list leaves out what the mapping needs: write-offs, or the amount in the invoice's currency. */
export function needsSingle(invoice: WireInvoice, { WriteOffExist }: WirePaymentRow): boolean {
  return WriteOffExist === true || invoice.Currency !== BOOKS;
}

/**
 * What moved the invoice. Booked payments are final: a positive one is a `payment`, a negative one on an invoice takes
 * one back. Payments that net the credit note (`Source` `settle`, or the mirror image of a payment on the note) are
 * told as one `credit` by the note's number, together with what is not netted yet, so that its id stays the same.
 * @throws MalformedAmountError, MalformedDateError
 */
export function toMovements(
  invoice: WireInvoice,
  facts: readonly PaymentFact[],
  credit: CreditFacts | undefined,
  currency: Currency,
  withWriteOffs: boolean,
): Movements {
  const movements: LedgerMovement[] = [];
  let nettedMinor = 0n;
  let pendingMinor = 0n;
  for (const fact of facts) {
    const { row } = fact;
    const amount = amountOf(fact, currency);
    if (row.Booked !== true) {
      pendingMinor += amount.minor;
      continue;
    }
    const bookedOn = localDate(row.PaymentDate ?? '');
    if (credit && isNetting(row, credit)) nettedMinor += amount.minor;
    else if (amount.minor !== 0n) {
      const isReversal = amount.minor < 0n && invoice.Credit !== true;
      const reverses = isReversal ? reversedBy(amount, movements) : undefined;
      movements.push({
        postingId: row.Number as LedgerPostingId,
        kind: isReversal ? 'reversal' : row.Source === 'settle' ? 'credit' : 'payment',
        bookedOn,
        change: negate(amount),
        ...(reverses === undefined ? {} : { reverses }),
      });
    }
    if (withWriteOffs) movements.push(...toWriteOffs(fact, bookedOn, currency));
  }
  const unNetted = unNettedOf(credit, currency);
  const creditedMinor = nettedMinor + unNetted.minor;
  if (credit?.note && creditedMinor !== 0n) {
    movements.push({
      postingId: `credit:${credit.note.DocumentNumber}` as LedgerPostingId,
      kind: 'credit',
      bookedOn: localDate(credit.note.InvoiceDate),
      change: money(-creditedMinor, currency),
    });
  }
  return { movements, unNetted, pending: money(pendingMinor, currency) };
}

export function isNegative(amount: string): boolean {
  return amount.startsWith('-') && /[1-9]/.test(amount);
}

/** In the invoice's currency. */
function amountOf({ row, single }: PaymentFact, currency: Currency): Money {
  if (currency === BOOKS || single?.AmountCurrency === undefined) return parseMoney(row.Amount, currency);
  return parseMoney(single.AmountCurrency, currency);
}

/** By sign they may stand either way; a write-off never raises what is owed. */
function toWriteOffs(
  { row, single }: PaymentFact,
  bookedOn: LedgerMovement['bookedOn'],
  currency: Currency,
): LedgerMovement[] {
  return (single?.WriteOffs ?? []).map(({ Amount }, index) => {
    const { minor } = parseMoney(Amount, currency);
    return {
      postingId: `${row.Number}:write-off:${index + 1}` as LedgerPostingId,
      kind: 'write-off',
      bookedOn,
      change: money(minor < 0n ? minor : -minor, currency),
    };
  });
}

function isNetting(row: WirePaymentRow, { payments }: CreditFacts): boolean {
  if (row.Source === 'settle') return true;
  return payments.some(
    (other) =>
      other.Booked === true &&
      other.PaymentDate === row.PaymentDate &&
      isNegative(other.Amount) !== isNegative(row.Amount) &&
      other.Amount.replace('-', '') === row.Amount.replace('-', ''),
  );
}

/** The newest earlier payment of exactly that amount that nothing has taken back yet. */
function reversedBy(amount: Money, earlier: readonly LedgerMovement[]): LedgerPostingId | undefined {
  const taken = new Set(earlier.flatMap(({ reverses }) => (reverses === undefined ? [] : [reverses])));
  return earlier.findLast(
    ({ kind, change, postingId }) =>
      kind === 'payment' && change.minor === amount.minor && !taken.has(postingId),
  )?.postingId;
}

/** A cancelled note credits nothing; an unbooked one is counted, so that never too much is demanded. */
function unNettedOf(credit: CreditFacts | undefined, currency: Currency): Money {
  const note = credit?.note;
  if (!note || note.Cancelled === true) return money(0n, currency);
  const left = absolute(parseMoney(note.Balance, currency));
  const whole = absolute(parseMoney(note.Total, currency));
  // The balance of a foreign note may be told in the books' currency.
  return left.minor > whole.minor ? whole : left;
}

function absolute({ minor, currency }: Money): Money {
  return money(minor < 0n ? -minor : minor, currency);
}
