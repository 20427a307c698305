import type { LocalDate } from '@app/domain';
import { weekday } from '../calendar/index.js';

const MINUTE_MS = 60_000;
const STANDARD_MINUTES = 60;
const SUMMER_MINUTES = 120;
/** Clocks go from 02:00 to 03:00 in March, and from 03:00 back to 02:00 in October. */
const BACK_AT = 180;

/**
 * The instant of a local minute in Oslo and Stockholm. Both keep Central European Time, with summer time from the last
 * Sunday of March to the last Sunday of October (directive 2000/84/EC; in force alike since 1996). Counted by hand: every
 * case of the nightly pass asks for it. In the hour that comes twice, the first is meant; a minute that is left out
 * counts as if the clock had not changed.
 */
export function instantOf(day: LocalDate, minute: number): Date {
  const offset = isSummer(day, minute) ? SUMMER_MINUTES : STANDARD_MINUTES;
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  return new Date(Date.UTC(year, month - 1, date) + (minute - offset) * MINUTE_MS);
}

function isSummer(day: LocalDate, minute: number): boolean {
  const month = Number(day.slice(5, 7));
  if (month < 3 || month > 10) return false;
  if (month > 3 && month < 10) return true;
  const last = lastSunday(day);
  if (month === 3) return day > last || (day === last && minute >= BACK_AT);
  return day < last || (day === last && minute < BACK_AT);
}

/** March and October both have 31 days: their last Sunday is the one on the 25th or later. */
function lastSunday(day: LocalDate): LocalDate {
  const last = `${day.slice(0, 8)}31` as LocalDate;
  return `${day.slice(0, 8)}${31 - (weekday(last) % 7)}` as LocalDate;
}
