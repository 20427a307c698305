import type { LocalDate } from '@app/domain';

/**
 * - `ACT_ACT`: a day is 1/365 of the year's rate, in a leap year 1/366
 * - `ACT_365F`: a day is 1/365, always
 */
export type DayCount = 'ACT_ACT' | 'ACT_365F';

/** Whether the due day itself carries interest. The day of payment always does. */
export type FirstDay = 'AFTER_DUE' | 'DUE_DAY_INCLUDED';

/** Days that the year of the day is divided into. */
export function daysInYear(year: number, dayCount: DayCount): 365 | 366 {
  return dayCount === 'ACT_ACT' && isLeapYear(year) ? 366 : 365;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}
