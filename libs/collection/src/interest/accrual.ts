import { addDays, type LocalDate } from '@app/domain';
import type { ExactInterest } from './exact.js';
import type { InterestStart } from './interest-period.js';
import { exactBetween, type RateIndex } from './rate-index.js';

/**
 * Interest that a case keeps between two passes: all of it, without loss, up to and including a day. Stored as two
 * columns (a numeric without decimals and a day), it is carried forward in constant time.
 */
export interface AccruedInterest {
  readonly exact: ExactInterest;
  /** Counted up to and including this day; the day before the first when nothing is counted yet. */
  readonly through: LocalDate;
}

/** Nothing counted yet. What was paid in time is taken off the principal before the first call of `accrueThrough`. */
export function noInterestYet({ startsOn }: InterestStart): AccruedInterest {
  return { exact: 0n, through: addDays(startsOn, -1) };
}

/**
 * Carries interest forward with one principal: call it before each change of the principal (with the day of payment)
 * and once with today; not before the claim is late. Statutory rate only; a case with an agreed or waived rate asks `lateInterest`.
 * A day that is counted already changes nothing.
 * @throws OutsideTableError
 */
export function accrueThrough(
  accrued: AccruedInterest,
  principalMinor: bigint,
  through: LocalDate,
  index: RateIndex,
): AccruedInterest {
  if (through <= accrued.through) return accrued;
  const exact = exactBetween(index, principalMinor, addDays(accrued.through, 1), through);
  return { exact: accrued.exact + exact, through };
}

/**
 * Takes back what was counted on an amount that was no longer owed: a payment that became known only after it was
 * counted past (`since` is the day after it), or a credit note (`since` is the first day of interest). `minor` is what
 * came off the principal; negative puts back what came off wrongly.
 * @throws OutsideTableError
 */
export function correctSince(
  accrued: AccruedInterest,
  minor: bigint,
  since: LocalDate,
  index: RateIndex,
): AccruedInterest {
  return { ...accrued, exact: accrued.exact - minor * index.partsBetween(since, accrued.through) };
}
