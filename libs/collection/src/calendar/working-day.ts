import { addDays, type Country, type LocalDate } from '@app/domain';
import { holidayOn } from './holidays.js';
import { weekday } from './weekday.js';

/** Longest run of days off in either country is five (Christmas, New Year, Easter with a weekend); more is an error. */
const DAYS_OFF_MAX = 14;

/** Why a deadline does not end on that day, in words of the country: `lørdag`, `skjærtorsdag`; undefined on a working day. */
export function dayOffName(day: LocalDate, country: Country): string | undefined {
  const holiday = holidayOn(day, country);
  if (holiday) return holiday.name;
  const number = weekday(day);
  if (number === 6) return country === 'NO' ? 'lørdag' : 'lördag';
  if (number === 7) return country === 'NO' ? 'søndag' : 'söndag';
  return undefined;
}

/**
 * Norway: neither Saturday, Sunday nor public holiday (domstolloven § 149; gjeldsbrevlova § 5).
 * Sweden: also not midsummer eve, Christmas eve and New Year's eve (lag 1930:173, 2 §). Banks keep the same days.
 */
export function isWorkingDay(day: LocalDate, country: Country): boolean {
  return dayOffName(day, country) === undefined;
}

/** Days asked for are kept: a pass asks for the same few hundred again and again. Forgotten together when they are many. */
const kept: Readonly<Record<Country, Map<LocalDate, LocalDate>>> = { NO: new Map(), SE: new Map() };
const KEPT_MAX = 20_000;

/** The day itself when it is a working day, otherwise the next one. */
export function workingDayFrom(day: LocalDate, country: Country): LocalDate {
  const known = kept[country].get(day);
  if (known !== undefined) return known;
  if (kept[country].size >= KEPT_MAX) kept[country].clear();
  const found = firstWorkingDay(day, country);
  kept[country].set(day, found);
  return found;
}

function firstWorkingDay(day: LocalDate, country: Country): LocalDate {
  let candidate = day;
  for (let moved = 0; moved < DAYS_OFF_MAX; moved += 1) {
    if (isWorkingDay(candidate, country)) return candidate;
    candidate = addDays(candidate, 1);
  }
  throw new Error(
    `No working day within ${DAYS_OFF_MAX} days from ${day} in ${country}: the calendar is wrong.`,
  );
}

/** The first working day after the day. */
export function nextWorkingDay(day: LocalDate, country: Country): LocalDate {
  return workingDayFrom(addDays(day, 1), country);
}

/** The working day that comes `count` working days after the day; the day itself is not counted. */
export function addWorkingDays(day: LocalDate, count: number, country: Country): LocalDate {
  let reached = day;
  for (let counted = 0; counted < count; counted += 1) reached = nextWorkingDay(reached, country);
  return reached;
}
