import { addDays, type Country, daysBetween, type LocalDate } from '@app/domain';
import { workingDayFrom } from '../calendar/index.js';
import type { Deferral } from './deferral.js';

/** No deferral is longer: who needs more is better helped by a plan. */
export const DEFERRAL_DAYS_MAX = 180;

/**
 * Gives so many days from the day it is granted; the last day is moved off a day without work.
 * @throws RangeError when the days are not 1 to 180
 */
export function grantDeferral(grantedOn: LocalDate, days: number, country: Country): Deferral {
  if (!Number.isInteger(days) || days < 1 || days > DEFERRAL_DAYS_MAX) {
    throw new RangeError(
      `A deferral of ${days} days is not given. Choose 1 to ${DEFERRAL_DAYS_MAX} days, or agree on a plan.`,
    );
  }
  return { grantedOn, until: workingDayFrom(addDays(grantedOn, days), country) };
}

/** Whether time is given on the day; the last day counts. */
export function isDeferred(deferrals: readonly Deferral[], day: LocalDate): boolean {
  return deferrals.some(({ grantedOn, until }) => grantedOn <= day && day <= until);
}

/** Days given so far, all deferrals together; days given twice count once. What an authority's limit is held against. */
export function deferralDays(deferrals: readonly Deferral[]): number {
  let days = 0;
  let coveredTo: LocalDate | undefined;
  for (const { grantedOn, until } of deferrals.toSorted((a, b) => (a.grantedOn < b.grantedOn ? -1 : 1))) {
    const from = coveredTo !== undefined && coveredTo > grantedOn ? coveredTo : grantedOn;
    if (until <= from) continue;
    days += daysBetween(from, until);
    coveredTo = until;
  }
  return days;
}
