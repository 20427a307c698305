import { addDays, type Country, daysBetween, type LocalDate } from '@app/domain';
import { OutsideTableError } from '../tables/dated-table.js';
import { type DayCount, daysInYear, yearOf } from './conventions.js';
import { dayWeight, type ExactInterest } from './exact.js';
import { lateInterestTable } from './rate-rules.js';

/**
 * Statutory interest at once. For each day of a table it holds the sum of rate × weight from the table's first day, so
 * that a period with one principal is a subtraction and a multiplication, however many rates it crosses.
 */
export interface RateIndex {
  readonly country: Country;
  readonly dayCount: DayCount;
  readonly first: LocalDate;
  /** Last day whose rate is known. */
  readonly last: LocalDate;
  /**
   * Exact parts of one minor unit's interest over the days `from` to `to`, both included; zero when `to` lies before.
   * @throws OutsideTableError
   */
  partsBetween(from: LocalDate, to: LocalDate): bigint;
}

/** Builds the index: some six thousand days. Build it once for a pass, not per claim. */
export function rateIndex(country: Country, dayCount: DayCount): RateIndex {
  const { name, rows } = lateInterestTable(country);
  const first = rows[0]!.from;
  // Entry n is the sum of the n days from the first.
  const sums: bigint[] = [0n];
  let sum = 0n;
  let last = first;
  for (const row of rows) {
    if (row.to === undefined)
      throw new RangeError(`The table "${name}" has an open end; an index needs a last day.`);
    for (let day = row.from; day <= row.to; day = addDays(day, 1)) {
      sum += row.value * dayWeight(daysInYear(yearOf(day), dayCount));
      sums.push(sum);
    }
    last = row.to;
  }
  const partsBetween = (from: LocalDate, to: LocalDate): bigint => {
    if (to < from) return 0n;
    if (from < first) throw new OutsideTableError(name, from, first, last);
    if (to > last) throw new OutsideTableError(name, to, first, last);
    return sums[daysBetween(first, to) + 1]! - sums[daysBetween(first, from)]!;
  };
  return { country, dayCount, first, last, partsBetween };
}

/** Interest of a principal over the days `from` to `to`, both included, at the statutory rate. */
export function exactBetween(
  index: RateIndex,
  principalMinor: bigint,
  from: LocalDate,
  to: LocalDate,
): ExactInterest {
  return principalMinor <= 0n ? 0n : principalMinor * index.partsBetween(from, to);
}
