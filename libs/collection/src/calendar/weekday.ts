import { daysBetween, type LocalDate, localDate } from '@app/domain';

const A_MONDAY = localDate('2024-01-01');

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export function weekday(day: LocalDate): Weekday {
  return ((((daysBetween(A_MONDAY, day) % 7) + 7) % 7) + 1) as Weekday;
}
