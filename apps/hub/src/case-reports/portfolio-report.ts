import type { CreditorId, Currency, LocalDate } from '@app/domain';

/** First day past due of each age, after "not overdue"; the last is open upwards. */
export const AGE_FROM_DAYS = [1, 31, 61, 91, 181, 366] as const;

/** Start months shown, and how long each is followed, in months. */
export const COHORTS_MAX = 36;
export const FOLLOWED_MONTHS = 12;

/** Open cases of one age, by the oldest invoice that is still collected. */
export interface AgeRow {
  readonly currency: Currency;
  /** 0: not overdue; n: from `AGE_FROM_DAYS[n - 1]` days on. */
  readonly age: number;
  readonly cases: number;
  /** Of the last assessment. */
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly costsMinor: bigint;
}

/** The cases that were opened in one month. */
export interface CohortRow {
  readonly currency: Currency;
  /** First day of the month. */
  readonly month: LocalDate;
  readonly cases: number;
  /** Principal that was left to collect when the claims came. */
  readonly principalMinor: bigint;
  readonly paidCases: number;
  /** Of `paidCases`: no legal step was ever done. */
  readonly paidBeforeLegal: number;
  /** Half of the paid cases took no longer; null while none is paid. */
  readonly medianDaysToPayment: number | null;
}

/** Principal paid in a month after the start, reversals taken off. */
export interface RecoveryRow {
  readonly currency: Currency;
  readonly month: LocalDate;
  /** 0: the month of the start. */
  readonly after: number;
  readonly recoveredMinor: bigint;
}

export interface PlanRow {
  readonly currency: Currency;
  readonly running: number;
  readonly kept: number;
  readonly broken: number;
}

export interface CostRow {
  readonly currency: Currency;
  readonly chargedMinor: bigint;
  readonly givenUpMinor: bigint;
  readonly paidMinor: bigint;
}

export interface PortfolioReport {
  readonly creditorId: CreditorId;
  readonly asOf: LocalDate;
  readonly ages: readonly AgeRow[];
  readonly cohorts: readonly CohortRow[];
  readonly recovery: readonly RecoveryRow[];
  readonly plans: readonly PlanRow[];
  readonly costs: readonly CostRow[];
}

/** What had been recovered of a cohort after each month, month 0 first, up to the month that `asOf` lies in. */
export function cumulativeRecovery(
  { recovery, asOf }: Pick<PortfolioReport, 'recovery' | 'asOf'>,
  { currency, month }: Pick<CohortRow, 'currency' | 'month'>,
): bigint[] {
  const followed = Math.min(FOLLOWED_MONTHS, monthNumber(asOf) - monthNumber(month));
  const own = recovery.filter((row) => row.currency === currency && row.month === month);
  let sum = 0n;
  return Array.from({ length: Math.max(followed, 0) + 1 }, (_, after) => {
    for (const row of own) if (row.after === after) sum += row.recoveredMinor;
    return sum;
  });
}

function monthNumber(day: LocalDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
