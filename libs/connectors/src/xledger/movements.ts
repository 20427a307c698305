import {
  type Currency,
  currency,
  type LedgerMovement,
  type LedgerMovementKind,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  type Money,
  money,
  parseMoney,
} from '@app/domain';
import { allocate, type Share } from '../kit/index.js';
import { writeBackKeyOf } from './posting-key.js';
import { RefusalError } from './refusal.js';
import type { WireEntry } from './wire.js';

/** What the ledger says of one invoice: what is left, and what moved it there. */
export interface Standing {
  readonly outstanding: Money;
  readonly movements: readonly LedgerMovement[];
}

/** Sources whose rows are documents: customer ledger, sales order, opening balance. */
export const DOCUMENT_SOURCES: readonly string[] = ['AR', 'SO', 'OS'];

/** Words of a general-ledger entry that gives a claim up or rounds it off. */
const LOSS =
  /\btap\b|tapsf|avskr|nedskr|avrund|rundning|kundförlust|[øö]re(diff|avr|utj)|write.?off|rounding/i;
/** Less than one whole unit of the currency is a rounding. */
const ROUNDING_MINOR = 100n;

/**
 * An unmatched invoice stands where its own row says. A matched one stands where its row says within its match, read
 * together with the rows that moved it, so that the two agree.
 * @throws RefusalError, UnknownCurrencyError, MalformedAmountError, MalformedDateError
 */
export function standingOf(row: WireEntry, match: readonly WireEntry[] | undefined): Standing {
  const of = currencyOf(row);
  const own = match?.find(({ dbId }) => dbId === row.dbId) ?? row;
  const isAbroad = !sameAmount(own.amount, own.invoiceAmount);
  const original = parseMoney(own.invoiceAmount, of);
  const remaining = parseMoney(own.invoiceRemaining, of);
  if (!match) {
    // In which currency a remainder is told is not public; nobody has touched this one.
    return { outstanding: isAbroad ? original : remaining, movements: [] };
  }
  if (isAbroad) return standingAbroad(own, match, of);
  return { outstanding: remaining, movements: movementsOf(own, match) };
}

export function currencyOf({ currency: shown }: WireEntry): Currency {
  if (!shown) throw new RefusalError('unknown-currency', 'Xledger does not show the invoice’s currency.');
  return currency(shown.code);
}

export function isSettled({ invoiceRemaining }: WireEntry): boolean {
  return !/[1-9]/.test(invoiceRemaining);
}

/** In another currency: only where nothing is left of any row of the match, so that no remainder has to be read. */
function standingAbroad(own: WireEntry, match: readonly WireEntry[], of: Currency): Standing {
  const isClear = match.every((one) => isSettled(one) && one.currency?.code === of);
  if (!isClear) {
    throw new RefusalError(
      'malformed-amount',
      'The invoice is in another currency and partly paid: it is not known in which currency Xledger tells what is left.',
    );
  }
  return { outstanding: money(0n, of), movements: movementsOf(own, match) };
}

/** The shares that moved this row, oldest first. */
function movementsOf(own: WireEntry, match: readonly WireEntry[]): readonly LedgerMovement[] {
  const shares = allocate(
    match.map((entry) => ({
      entry,
      id: BigInt(entry.dbId),
      usedMinor: usedMinor(entry),
      isDocument: isDocument(entry),
    })),
  );
  return (shares ?? [])
    .filter(({ debit }) => debit.dbId === own.dbId)
    .sort((a, b) => (BigInt(a.credit.dbId) < BigInt(b.credit.dbId) ? -1 : 1))
    .map((share) => toMovement(share, own));
}

function toMovement({ credit, minor }: Share<WireEntry>, own: WireEntry): LedgerMovement {
  const { transactionHeader: header } = credit;
  const key = writeBackKeyOf(credit);
  // A row of ours settles the invoice that it names, so its id names the posting; others may be shared by invoices.
  const isOurs = key !== undefined && credit.invoiceNumber === own.invoiceNumber;
  return {
    postingId: (isOurs ? credit.dbId : `${credit.dbId}:${own.dbId}`) as LedgerPostingId,
    ...(header?.transactionNumber ? { voucherId: header.transactionNumber as LedgerVoucherId } : {}),
    kind: kindOf(credit, minor),
    bookedOn: localDate(header?.postedDate ?? ''),
    change: money(-minor, currencyOf(own)),
    ...(key === undefined ? {} : { writeBackKey: key }),
  };
}

/** What reduces an invoice without being money is a credit or a loss; kinds that we do not know are taken for money. */
function kindOf(credit: WireEntry, minor: bigint): LedgerMovementKind {
  const { slTransactionType, transactionHeader, text } = credit;
  const type = slTransactionType?.name;
  if (type === 'CREDIT_MEMO') return 'credit';
  if (type !== undefined || writeBackKeyOf(credit) !== undefined) return 'payment';
  const source = transactionHeader?.transactionSource?.code;
  if (source !== undefined && DOCUMENT_SOURCES.includes(source)) return 'credit';
  return source === 'GL' && (minor < ROUNDING_MINOR || LOSS.test(text ?? '')) ? 'write-off' : 'payment';
}

/** A demand or what credits one; false for money and for whatever takes another row back. */
export function isDocument({ slTransactionType, transactionHeader }: WireEntry): boolean {
  const type = slTransactionType?.name;
  if (type !== undefined) return type === 'INVOICE' || type === 'CREDIT_MEMO' || type === 'REMINDER';
  return DOCUMENT_SOURCES.includes(transactionHeader?.transactionSource?.code ?? '');
}

/** Signed: what has been taken off a debit is positive, what a credit has given is negative. */
function usedMinor(entry: WireEntry): bigint {
  const of = currencyOf(entry);
  return parseMoney(entry.invoiceAmount, of).minor - parseMoney(entry.invoiceRemaining, of).minor;
}

function sameAmount(left: string, right: string): boolean {
  return parseMoney(left, 'NOK').minor === parseMoney(right, 'NOK').minor;
}
