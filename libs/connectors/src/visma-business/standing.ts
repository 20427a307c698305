import {
  type Currency,
  type LedgerMovement,
  type LedgerMovementKind,
  type LedgerPostingId,
  type LedgerVoucherId,
  type LocalDate,
  localDate,
  type Money,
  money,
  parseMoney,
} from '@app/domain';
import { readDay, readDayIfAny } from './days.js';
import { compareKeys, postingIdOf, textOf } from './keys.js';
import { type LedgerRow, pointsAt, referencesOf, usedMinor } from './ledger-row.js';
import { readStamp, writeStamp } from './server-time.js';
import { pairOff, type Pair } from './reversal-pairs.js';
import type { WireTransaction } from './wire.js';

/** What the ledger says of one invoice: what is left, and what moved it there. They always add up. */
export interface Standing {
  readonly outstanding: Money;
  readonly movements: readonly LedgerMovement[];
  /** Rows of ours that count as movements here, by posting id. */
  readonly ours: ReadonlySet<LedgerPostingId>;
}

/**
 * An invoice's own row says what is left of it, what was credited and when it was last paid; which payments did it is laid
 * out from the customer's other rows, since the table of matches is not published. Rows that name the invoice come
 * first, ours before others; then rows of ours that name another invoice but did not reduce it (`strays`); what nothing
 * explains is told as one sum, whose id is its amount, so that the same reading always gives the same id.
 *
 * A posting of ours that we took back stands as a debit beside the invoice until a person matches the two: what is open
 * on such a pair belongs to the invoice, whether it is matched already or not (`reversal-pairs.ts`).
 * @throws MalformedDateError
 */
export function standingOf(
  invoice: LedgerRow,
  others: readonly LedgerRow[],
  strays: readonly LedgerRow[],
  currency: Currency,
): Standing {
  const pointing = others
    .filter(({ wire }) => pointsAt(wire, invoice.wire))
    .sort((a, b) => compareKeys(a.wire, b.wire));
  const pairs = pairOff(pointing.filter(({ token }) => token !== undefined));
  const paired = new Set(pairs.flatMap(({ payment, reversal }) => [payment, reversal]));
  const openOnPairs = pairs.reduce(
    (sum, { payment, reversal }) => sum + payment.openMinor + reversal.openMinor,
    0n,
  );
  const outstanding = invoice.openMinor + openOnPairs;
  const toExplain = invoice.minor - outstanding;
  const credits = pointing.filter((row) => row.minor < 0n && usedMinor(row) > 0n && !paired.has(row));
  const taken = takeUpTo(toExplain, [
    ...credits.filter(({ token }) => token !== undefined),
    ...strays,
    ...credits.filter(({ token }) => token === undefined),
  ]);
  const movements = [
    ...pairs.flatMap((pair) => pairMovements(pair, currency)),
    ...appliedMovements(invoice, taken, currency),
  ];
  const explained = movements.reduce((sum, { change }) => sum - change.minor, 0n);
  movements.push(...unlistedMovements(invoice, movements, toExplain - explained, currency));
  const ours = [...paired, ...taken.map(({ row }) => row)].filter(({ token }) => token !== undefined);
  return {
    outstanding: money(outstanding, currency),
    movements,
    ours: new Set(ours.map(({ wire }) => postingIdOf(wire))),
  };
}

interface Taken {
  readonly row: LedgerRow;
  readonly minor: bigint;
}

/** In this order, as long as they fit: a row that was matched elsewhere is passed over. */
function takeUpTo(limit: bigint, rows: readonly LedgerRow[]): readonly Taken[] {
  const taken: Taken[] = [];
  let left = limit;
  for (const row of rows) {
    const minor = usedMinor(row);
    if (minor > left) continue;
    taken.push({ row, minor });
    left -= minor;
  }
  return taken;
}

function appliedMovements(
  invoice: LedgerRow,
  taken: readonly Taken[],
  currency: Currency,
): readonly LedgerMovement[] {
  const credited = creditedMinor(invoice, currency);
  const credits = creditRows(
    invoice,
    taken.filter(({ row }) => row.token === undefined),
    credited,
  );
  return [...taken]
    .sort((a, b) => compareKeys(a.row.wire, b.row.wire))
    .map(({ row, minor }) => {
      const isOurs = row.token !== undefined;
      const kind = isOurs ? 'payment' : credits.has(row) ? 'credit' : moneyOrLoss(invoice);
      // A posting of ours has one row, so the row names it; another payment may serve several invoices.
      const id = isOurs ? postingIdOf(row.wire) : `${textOf(row.wire)}:${textOf(invoice.wire)}`;
      return movement(id as LedgerPostingId, row, kind, -minor, currency, dayOf(row, invoice));
    });
}

/**
 * Which of the rows are credit notes: those that sum up to what the invoice's own row calls credited. No verified column
 * tells a credit note from a payment; one that bears a number of its own is tried first.
 */
function creditRows(invoice: LedgerRow, taken: readonly Taken[], credited: bigint): ReadonlySet<LedgerRow> {
  if (credited <= 0n) return new Set();
  const own = (row: LedgerRow): number =>
    row.wire.invoiceNo !== undefined && !referencesOf(invoice.wire).includes(row.wire.invoiceNo) ? 0 : 1;
  const sorted = [...taken].sort((a, b) => own(a.row) - own(b.row) || compareKeys(a.row.wire, b.row.wire));
  const exact = subsetOf(sorted.slice(0, SUBSET_MAX), credited);
  return new Set(
    (
      exact ??
      takeUpTo(
        credited,
        sorted.filter(({ row }) => own(row) === 0).map(({ row }) => row),
      )
    ).map(({ row }) => row),
  );
}

/** Two to this power of combinations are tried at most. */
const SUBSET_MAX = 12;

/** The first combination that sums up exactly, fewer and earlier rows before others. */
function subsetOf(rows: readonly Taken[], sum: bigint): readonly Taken[] | undefined {
  let best: readonly Taken[] | undefined;
  for (let mask = 1; mask < 1 << rows.length; mask += 1) {
    const chosen = rows.filter((_row, index) => (mask & (1 << index)) !== 0);
    const total = chosen.reduce((part, { minor }) => part + minor, 0n);
    if (total === sum && (best === undefined || chosen.length < best.length)) best = chosen;
  }
  return best;
}

function pairMovements({ payment, reversal }: Pair, currency: Currency): readonly LedgerMovement[] {
  const paidId = postingIdOf(payment.wire);
  const backId = postingIdOf(reversal.wire);
  return [
    movement(paidId, payment, 'payment', payment.minor, currency, dayOf(payment, payment)),
    {
      ...movement(backId, reversal, 'reversal', reversal.minor, currency, dayOf(reversal, reversal)),
      reverses: paidId,
    },
  ];
}

/** What the invoice's own row tells and no other row explains: matched by hand, or a payment without a reference. */
function unlistedMovements(
  invoice: LedgerRow,
  known: readonly LedgerMovement[],
  minor: bigint,
  currency: Currency,
): readonly LedgerMovement[] {
  if (minor === 0n) return [];
  const knownCredits = known.reduce(
    (sum, { kind, change }) => (kind === 'credit' ? sum - change.minor : sum),
    0n,
  );
  const creditLeft = creditedMinor(invoice, currency) - knownCredits;
  const credit = creditLeft <= 0n || minor < 0n ? 0n : creditLeft < minor ? creditLeft : minor;
  const on = readDayIfAny(invoice.wire.paidLast) ?? changedDay(invoice.wire) ?? dayOf(invoice, invoice);
  const told = (name: string, kind: LedgerMovementKind, part: bigint): LedgerMovement => ({
    postingId: `${textOf(invoice.wire)}:${name}:${part}` as LedgerPostingId,
    kind,
    bookedOn: on,
    change: money(-part, currency),
  });
  const rest = minor - credit;
  return [
    ...(credit === 0n ? [] : [told('credited', 'credit', credit)]),
    ...(rest === 0n ? [] : [told('settled', rest < 0n ? 'reversal' : moneyOrLoss(invoice), rest)]),
  ];
}

/** Money leaves its day in `paidLast`. What reduced the invoice without a day of payment or a credit was given up. */
function moneyOrLoss({ wire: { paidLast } }: LedgerRow): LedgerMovementKind {
  return readDayIfAny(paidLast) === undefined ? 'write-off' : 'payment';
}

function creditedMinor({ wire }: LedgerRow, currency: Currency): bigint {
  const { minor } = parseMoney(wire.creditedAmountDomestic ?? '0', currency);
  return minor < 0n ? -minor : minor;
}

function movement(
  postingId: LedgerPostingId,
  { wire }: LedgerRow,
  kind: LedgerMovementKind,
  minor: bigint,
  currency: Currency,
  bookedOn: LocalDate,
): LedgerMovement {
  const voucherId = String(wire.voucherJournalNo) as LedgerVoucherId;
  return { postingId, voucherId, kind, bookedOn, change: money(minor, currency) };
}

/** @throws MalformedDateError */
function dayOf({ wire }: LedgerRow, { wire: invoice }: LedgerRow): LocalDate {
  const day = readDay(wire.voucherDate) ?? readDay(invoice.voucherDate);
  return day ?? localDate('');
}

function changedDay({ changedTimestamp }: WireTransaction): LocalDate | undefined {
  const stamp = changedTimestamp === undefined ? undefined : readStamp(changedTimestamp);
  return stamp === undefined ? undefined : localDate(writeStamp(stamp).slice(0, 10));
}
