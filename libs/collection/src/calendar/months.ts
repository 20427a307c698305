import { addDays, type LocalDate, localDate } from '@app/domain';

/**
 * The day with the same number so many months later, or the last day of a month that has no such day
 * (foreldelsesloven § 29; lag 1930:173, 1 §).
 */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const first = firstOfMonth(count);
  const lastDay = Number(addDays(firstOfMonth(count + 1), -1).slice(8));
  return addDays(first, Math.min(Number(day.slice(8)), lastDay) - 1);
}

export function addYears(day: LocalDate, years: number): LocalDate {
  return addMonths(day, years * 12);
}

function firstOfMonth(count: number): LocalDate {
  const year = String(Math.floor(count / 12)).padStart(4, '0');
  return localDate(`${year}-${String((count % 12) + 1).padStart(2, '0')}-01`);
}
