import type { ClaimId, Currency, LocalDate, SettlementId } from '@app/domain';

/** What an entry of the journal did for a creditor, as it is told in a statement. Amounts are signed, minor units. */
export interface RemittanceLine {
  readonly entryId: string;
  /** The entry's kind: `allocated`, `taken-back`, `order-failed` … */
  readonly kind: string;
  readonly bookedOn: LocalDate;
  readonly settlementId: SettlementId | null;
  readonly claimId: ClaimId | null;
  readonly invoiceNumber: string | null;
  /** The debtor's payment reference: KID or OCR. */
  readonly reference: string | null;
  readonly receivedOn: LocalDate | null;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly surplusMinor: bigint;
  /** Of the fees: what the collector earned. */
  readonly collectorsFeeMinor: bigint;
  /** Kept for the debtor, who paid more than was owed. */
  readonly keptForDebtorMinor: bigint;
  /** The collector laid it out, since the money had been paid out already; the creditor owes it. */
  readonly advancedMinor: bigint;
  /** What the creditor's account grew by. */
  readonly toCreditorMinor: bigint;
}

export interface RemittanceTotals {
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly surplusMinor: bigint;
  readonly collectorsFeeMinor: bigint;
  readonly keptForDebtorMinor: bigint;
  readonly advancedMinor: bigint;
  readonly toCreditorMinor: bigint;
}

export interface Remittance {
  readonly creditorId: string;
  readonly id: string;
  /** Counts a creditor's remittances from 1. */
  readonly number: number;
  readonly currency: Currency;
  /** All that was booked until the end of this day. */
  readonly cutOffOn: LocalDate;
  readonly remittedOn: LocalDate;
  readonly toCreditorMinor: bigint;
  /** Withheld for what the collector had laid out. */
  readonly withheldMinor: bigint;
  readonly paidMinor: bigint;
  readonly lines: number;
  readonly payoutId: string | null;
}

const SUMS = [
  'principalMinor',
  'interestMinor',
  'feesMinor',
  'surplusMinor',
  'collectorsFeeMinor',
  'keptForDebtorMinor',
  'advancedMinor',
  'toCreditorMinor',
] as const;

export function totalsOf(lines: readonly RemittanceLine[]): RemittanceTotals {
  const totals = Object.fromEntries(SUMS.map((name) => [name, 0n])) as Record<(typeof SUMS)[number], bigint>;
  for (const line of lines) for (const name of SUMS) totals[name] += line[name];
  return totals;
}

/**
 * What moved the creditor's account beside a settlement: a remittance that came back, costs that fell away. Nothing for a
 * settlement: what came in is what went to the creditor, the collector, the debtor, less what was laid out.
 */
export function otherMinor(line: RemittanceTotals): bigint {
  const received = line.principalMinor + line.interestMinor + line.feesMinor + line.surplusMinor;
  return (
    line.toCreditorMinor - (received - line.collectorsFeeMinor - line.keptForDebtorMinor + line.advancedMinor)
  );
}
