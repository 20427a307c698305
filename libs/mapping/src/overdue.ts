import { addDays, daysBetween, LAST_DAY, type LocalDate } from '@app/domain';

/** The first day on which the debtor is late: the day after the due day. */
export function lateFrom(dueOn: LocalDate): LocalDate {
  return daysAfter(dueOn, 1);
}

/** The first day on which the creditor's patience has ended too. */
export function collectableFrom(dueOn: LocalDate, graceDays: number): LocalDate {
  return daysAfter(dueOn, graceDays + 1);
}

/** Whole days late on `today`; zero or less when not late. */
export function daysLate(dueOn: LocalDate, today: LocalDate): number {
  return daysBetween(dueOn, today);
}

/** Ledgers write "never" as the calendar's last day or one near it: such an item is not due on any day. */
function daysAfter(dueOn: LocalDate, days: number): LocalDate {
  return daysBetween(dueOn, LAST_DAY) < days ? LAST_DAY : addDays(dueOn, days);
}
