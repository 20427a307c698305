import { Temporal } from 'temporal-polyfill';

/** A calendar day without a time zone, written `YYYY-MM-DD`; texts of this form sort as days do. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

export type Country = 'NO' | 'SE';

export class MalformedDateError extends Error {
  constructor(readonly text: string) {
    super(`"${text}" is not a calendar day of the form YYYY-MM-DD.`);
    this.name = 'MalformedDateError';
  }
}

/** The calendar day would lie outside of the years 0100 to 9999, where the text no longer sorts as days do. */
export class DayOutOfRangeError extends RangeError {
  constructor(day: LocalDate, days: number) {
    super(`${days} days from ${day} is outside of the calendar that the hub knows (years 0100 to 9999).`);
    this.name = 'DayOutOfRangeError';
  }
}

/** The last day that can be written; ledgers use it for "never". */
export const LAST_DAY = '9999-12-31' as LocalDate;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const YEAR_MIN = 100;
const DAY_MS = 86_400_000;
const FIRST_MS = Date.UTC(YEAR_MIN, 0, 1);
const LAST_MS = Date.UTC(9999, 11, 31);
/** Days that were written before: nearly all that anybody asks for lie within a few years. Forgotten together when they are many. */
const WRITTEN_DAYS = new Map<number, LocalDate>();
const WRITTEN_DAYS_MAX = 20_000;
const TIME_ZONE: Readonly<Record<Country, string>> = { NO: 'Europe/Oslo', SE: 'Europe/Stockholm' };

/** @throws MalformedDateError when the text is not a day of the calendar */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new MalformedDateError(text);
  return text;
}

export function isLocalDate(text: string): text is LocalDate {
  if (!DAY.test(text)) return false;
  const [year, month, day] = [numberIn(text, 0, 4), numberIn(text, 5, 7), numberIn(text, 8, 10)];
  if (year < YEAR_MIN || month < 1 || month > 12 || day < 1) return false;
  // Every date of every page passes here: the calendar is only asked where the month's length matters.
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @throws DayOutOfRangeError */
export function addDays(day: LocalDate, days: number): LocalDate {
  const ms = msFromDay(day) + days * DAY_MS;
  if (!(ms >= FIRST_MS && ms <= LAST_MS)) throw new DayOutOfRangeError(day, days);
  return dayFromMs(ms);
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((msFromDay(to) - msFromDay(from)) / DAY_MS);
}

/** The day that people in the country's time zone write at the instant. */
export function localDateAt(instant: Date, country: Country): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(TIME_ZONE[country])
    .toPlainDate()
    .toString() as LocalDate;
}

/** The instant at which the day begins in the country's time zone. */
export function startOfDay(day: LocalDate, country: Country): Date {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime(TIME_ZONE[country]);
  return new Date(zoned.epochMilliseconds);
}

export function earliest(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

export function latest(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

function msFromDay(day: LocalDate): number {
  return Date.UTC(numberIn(day, 0, 4), numberIn(day, 5, 7) - 1, numberIn(day, 8, 10));
}

/** The digits of the text from `from` up to `to`, without cutting the text: every item's dates pass here. */
function numberIn(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

function dayFromMs(ms: number): LocalDate {
  const known = WRITTEN_DAYS.get(ms);
  if (known !== undefined) return known;
  if (WRITTEN_DAYS.size >= WRITTEN_DAYS_MAX) WRITTEN_DAYS.clear();
  const day = writtenDay(ms);
  WRITTEN_DAYS.set(ms, day);
  return day;
}

function writtenDay(ms: number): LocalDate {
  const day = new Date(ms);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  const years = year < 1000 ? String(year).padStart(4, '0') : year;
  return `${years}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}` as LocalDate;
}
