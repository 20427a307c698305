import { addDays, type Country, type LocalDate, localDate } from '@app/domain';
import { easterSunday } from './easter.js';
import { weekday } from './weekday.js';

/** A day other than Saturday and Sunday on which no deadline ends. */
export interface Holiday {
  readonly on: LocalDate;
  /** In the country's own language, as its law writes it. */
  readonly name: string;
  /** `eve`: no public holiday, but treated as one where a deadline ends (Sweden). */
  readonly kind: 'public-holiday' | 'eve';
  /** Statute and paragraph. */
  readonly source: string;
}

const NO_HOLY = 'lov 1995-02-24 nr. 12 om helligdager § 2';
const NO_MAY = 'lov 1947-04-26 nr. 1 § 1';
const SE_HOLY = 'lag 1989:253 om allmänna helgdagar 1-2 §§';
const SE_EVE = 'lag 1930:173 om beräkning av lagstadgad tid 2 §';
/** The national day took the place of Whit Monday (SFS 2004:1320). */
const SE_NATIONAL_DAY_FROM_YEAR = 2005;

/** Years asked for are kept: the calendar of a year never changes, and there are not many of them. */
const kept: Readonly<Record<Country, Map<number, ReadonlyMap<LocalDate, Holiday>>>> = {
  NO: new Map(),
  SE: new Map(),
};
const KEPT_MAX = 500;

/** Public holidays and days treated as such, in the order of the year; Saturdays and Sundays come besides. */
export function holidays(country: Country, year: number): readonly Holiday[] {
  return [...holidaysByDay(country, year).values()];
}

/** The holiday of that day, if it is one. */
export function holidayOn(day: LocalDate, country: Country): Holiday | undefined {
  return holidaysByDay(country, Number(day.slice(0, 4))).get(day);
}

function holidaysByDay(country: Country, year: number): ReadonlyMap<LocalDate, Holiday> {
  const known = kept[country].get(year);
  if (known) return known;
  const days = (country === 'NO' ? norwegian(year) : swedish(year)).sort((a, b) => (a.on < b.on ? -1 : 1));
  // Two names may fall on one day (17 May on Whit Monday): the first is enough.
  const byDay = new Map(days.reverse().map((holiday) => [holiday.on, holiday]));
  const sorted = new Map([...byDay].reverse());
  if (kept[country].size >= KEPT_MAX) kept[country].clear();
  kept[country].set(year, sorted);
  return sorted;
}

function norwegian(year: number): Holiday[] {
  const easter = easterSunday(year);
  const holy = (on: LocalDate, name: string): Holiday => publicHoliday(on, name, NO_HOLY);
  return [
    holy(dayOf(year, '01-01'), '1. nyttårsdag'),
    holy(addDays(easter, -3), 'skjærtorsdag'),
    holy(addDays(easter, -2), 'langfredag'),
    holy(easter, '1. påskedag'),
    holy(addDays(easter, 1), '2. påskedag'),
    publicHoliday(dayOf(year, '05-01'), '1. mai', NO_MAY),
    publicHoliday(dayOf(year, '05-17'), '17. mai', NO_MAY),
    holy(addDays(easter, 39), 'Kristi himmelfartsdag'),
    holy(addDays(easter, 49), '1. pinsedag'),
    holy(addDays(easter, 50), '2. pinsedag'),
    holy(dayOf(year, '12-25'), '1. juledag'),
    holy(dayOf(year, '12-26'), '2. juledag'),
  ];
}

function swedish(year: number): Holiday[] {
  const easter = easterSunday(year);
  const midsummer = saturdayFrom(dayOf(year, '06-20'));
  const holy = (on: LocalDate, name: string): Holiday => publicHoliday(on, name, SE_HOLY);
  const eve = (on: LocalDate, name: string): Holiday => ({ on, name, kind: 'eve', source: SE_EVE });
  return [
    holy(dayOf(year, '01-01'), 'nyårsdagen'),
    holy(dayOf(year, '01-06'), 'trettondedag jul'),
    holy(addDays(easter, -2), 'långfredagen'),
    holy(easter, 'påskdagen'),
    holy(addDays(easter, 1), 'annandag påsk'),
    holy(dayOf(year, '05-01'), 'första maj'),
    holy(addDays(easter, 39), 'Kristi himmelsfärdsdag'),
    holy(addDays(easter, 49), 'pingstdagen'),
    year >= SE_NATIONAL_DAY_FROM_YEAR
      ? holy(dayOf(year, '06-06'), 'nationaldagen')
      : holy(addDays(easter, 50), 'annandag pingst'),
    eve(addDays(midsummer, -1), 'midsommarafton'),
    holy(midsummer, 'midsommardagen'),
    holy(saturdayFrom(dayOf(year, '10-31')), 'alla helgons dag'),
    eve(dayOf(year, '12-24'), 'julafton'),
    holy(dayOf(year, '12-25'), 'juldagen'),
    holy(dayOf(year, '12-26'), 'annandag jul'),
    eve(dayOf(year, '12-31'), 'nyårsafton'),
  ];
}

function publicHoliday(on: LocalDate, name: string, source: string): Holiday {
  return { on, name, kind: 'public-holiday', source };
}

function dayOf(year: number, monthAndDay: string): LocalDate {
  return localDate(`${String(year).padStart(4, '0')}-${monthAndDay}`);
}

/** The first Saturday on or after the day. */
function saturdayFrom(day: LocalDate): LocalDate {
  return addDays(day, (6 - weekday(day) + 7) % 7);
}
