import { addDays, type LocalDate } from '@app/domain';

/** Days over the deadline of a betalingsoppfordring beyond which the heavy ceilings hold (inkassoforskriften § 2-3). */
export const HEAVY_DAYS_OVER = 28;

/**
 * First day on which an unpaid claim falls under the heavy ceilings: the deadline is overstepped by MORE than 28 days.
 * With the shortest deadline, sent on day D and ending on D+14, that is D+43; D+42 is exactly 28 days over.
 */
export function heavyFrom(demandEndsOn: LocalDate): LocalDate {
  return addDays(demandEndsOn, HEAVY_DAYS_OVER + 1);
}
