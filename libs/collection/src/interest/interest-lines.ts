import { addDays, daysBetween, earliest, LAST_DAY, localDate, type LocalDate } from '@app/domain';
import type { SourceStatus } from '../tables/dated-table.js';
import type { Ppm } from '../tables/percent.js';
import { type DayCount, daysInYear, yearOf } from './conventions.js';
import { dayWeight, type ExactInterest, type Fraction, fractionOf } from './exact.js';
import type { PrincipalStep } from './principal.js';
import { rateOn, type RateRule, type RateTerms } from './rate-rules.js';

/** One line of a statement: constant principal, rate and length of year. Can be checked by hand. */
export interface InterestLine {
  readonly from: LocalDate;
  /** Included. */
  readonly to: LocalDate;
  readonly days: number;
  readonly yearDays: 365 | 366;
  readonly principalMinor: bigint;
  readonly yearlyPpm: Ppm;
  readonly exact: ExactInterest;
  /** principal × rate × days / days of the year, in minor units, lowest terms. */
  readonly fraction: Fraction;
  readonly rule: RateRule;
  readonly source: string;
  readonly status: SourceStatus;
}

/** Two years of half-years, payments and reliefs are some twenty lines; a claim's whole life stays far below. */
const LINES_MAX = 10_000;

/** Splits at every change of rate, turn of the year, and change of principal, up to and including `until`. */
export function interestLines(
  steps: readonly PrincipalStep[],
  terms: RateTerms,
  dayCount: DayCount,
  until: LocalDate,
): readonly InterestLine[] {
  const lines: InterestLine[] = [];
  for (const step of steps) {
    const end = earliest(step.until ?? LAST_DAY, until);
    let from = step.from;
    while (from <= end) {
      if (lines.length >= LINES_MAX)
        throw new RangeError(`More than ${LINES_MAX} lines of interest for one claim.`);
      const line = lineFrom(from, end, step.principalMinor, terms, dayCount);
      lines.push(line);
      from = addDays(line.to, 1);
    }
  }
  return lines;
}

function lineFrom(
  from: LocalDate,
  end: LocalDate,
  principalMinor: bigint,
  terms: RateTerms,
  dayCount: DayCount,
): InterestLine {
  const { yearlyPpm, rule, holdsUntil, source, status } = rateOn(terms, from);
  const year = yearOf(from);
  const to = earliest(earliest(end, holdsUntil), localDate(`${from.slice(0, 4)}-12-31`));
  const days = daysBetween(from, to) + 1;
  const yearDays = daysInYear(year, dayCount);
  const exact = principalMinor * yearlyPpm * BigInt(days) * dayWeight(yearDays);
  const fraction = fractionOf(exact);
  return { from, to, days, yearDays, principalMinor, yearlyPpm, exact, fraction, rule, source, status };
}
