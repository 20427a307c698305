import { valueOn, VAT } from '@app/collection';
import type { Country, CreditorId, Currency, LocalDate } from '@app/domain';
import { prepared, type Transaction } from '../database/transaction.js';

/** What the collector invoices a creditor for a period: its costs that debtors paid, with the tax on them. */
export interface FeeBasis {
  readonly creditorId: CreditorId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly currency: Currency;
  readonly lines: readonly FeeLine[];
  /** What debtors paid of the collector's costs; less what was taken back. */
  readonly earnedMinor: bigint;
  readonly vatPercent: bigint;
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly grossMinor: bigint;
  /** What the debtors have not paid of it: the tax, where the creditor may deduct it. */
  readonly payableMinor: bigint;
}

export interface FeeLine {
  readonly bookedOn: LocalDate;
  readonly entryKey: string;
  readonly invoiceNumber: string | null;
  readonly earnedMinor: bigint;
}

/** Lines of a period, at most. */
export const FEE_LINES_MAX = 50_000;

const EARNED = prepared(`
  select l.booked_on as "bookedOn", l.entry_key as "entryKey", c.invoice_number as "invoiceNumber",
    -l.amount_minor as "earnedMinor"
  from client_money_line l
  left join claim c on c.creditor_id = l.creditor_id and c.id = l.claim_id
  where l.creditor_id = $1 and l.kind = 'earned' and l.currency = $2 and l.booked_on between $3 and $4
    and l.entry_kind in ('allocated', 'taken-back', 'costs-lost')
  order by l.booked_on, l.entry_id limit ${FEE_LINES_MAX}`);

export interface FeePeriod {
  readonly creditorId: CreditorId;
  readonly country: Country;
  readonly currency: Currency;
  /** Whether the creditor may deduct the tax: then debtors pay the costs without it. */
  readonly vatLiable: boolean;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export async function readFeeBasis(tx: Transaction, period: FeePeriod): Promise<FeeBasis> {
  const { creditorId, currency, from, to } = period;
  const lines = await tx.query<FeeLine>(EARNED, [creditorId, currency, from, to]);
  return feeBasis(period, lines);
}

/**
 * The tax on the collector's work. A creditor who may deduct it is invoiced for it on top, since the debtors paid the costs
 * without; of one who may not, the costs that debtors paid contain it (inkassoforskriften § 2-2; skatteverket on
 * inkassokostnader).
 * @throws OutsideTableError when the rate of the period's last day is not known
 */
export function feeBasis(period: FeePeriod, lines: readonly FeeLine[]): FeeBasis {
  const { creditorId, country, currency, vatLiable, from, to } = period;
  const vatPercent = valueOn(VAT[country], to);
  const earnedMinor = lines.reduce((sum, line) => sum + line.earnedMinor, 0n);
  const vatMinor = vatLiable
    ? rounded(earnedMinor * vatPercent, 100n)
    : rounded(earnedMinor * vatPercent, 100n + vatPercent);
  const netMinor = vatLiable ? earnedMinor : earnedMinor - vatMinor;
  const grossMinor = netMinor + vatMinor;
  return {
    creditorId,
    from,
    to,
    currency,
    lines,
    earnedMinor,
    vatPercent,
    netMinor,
    vatMinor,
    grossMinor,
    payableMinor: grossMinor - earnedMinor,
  };
}

/** To the nearest, halves away from nothing. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return (sign * (2n * sign * numerator + denominator)) / (2n * denominator);
}
