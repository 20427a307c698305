import { addDays, type Country, type LocalDate } from '@app/domain';
import type { Channel, Regime } from '../vocabulary.js';
import { dayWithHours, hasHours } from './contact-hours.js';
import type { ContactMade, ContactSettings, FrequencyCap, QuietPeriod } from './contact-settings.js';

/** What a contact is asked about. */
export interface ContactQuestion {
  readonly channel: Channel;
  readonly country: Country;
  readonly regime: Regime;
  readonly settings: ContactSettings;
  readonly contacts: readonly ContactMade[];
}

export interface ContactObstacle {
  readonly reason: 'quiet-day' | 'contact-cap' | 'no-contact-hours';
  readonly inputs: Readonly<Record<string, string | number>>;
  /** First day on which this obstacle is gone; another may stand there. Absent: never, by these settings. */
  readonly changesOn?: LocalDate;
}

/** What stands in the way of a contact on the day, if anything: quiet days, then the caps, then the hours. */
export function contactObstacle(day: LocalDate, question: ContactQuestion): ContactObstacle | undefined {
  return quietDay(day, question.settings) ?? capReached(day, question) ?? withoutHours(day, question);
}

function quietDay(day: LocalDate, { quietPeriods }: ContactSettings): ContactObstacle | undefined {
  const period = quietPeriods.find((candidate) => isWithin(day, candidate));
  if (!period) return undefined;
  const inputs = { from: period.from, to: period.to };
  const end = endOf(period, day);
  return { reason: 'quiet-day', inputs, changesOn: addDays(end, 1) };
}

function isWithin(day: LocalDate, { from, to }: QuietPeriod): boolean {
  const monthDay = day.slice(5);
  return from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to;
}

/** The last day of the period that the day lies in; it may lie in the next year. */
function endOf({ from, to }: QuietPeriod, day: LocalDate): LocalDate {
  const year = Number(day.slice(0, 4)) + (from > to && day.slice(5) >= from ? 1 : 0);
  // The 29th of February ends as the 28th in a year that has none.
  const last = to === '02-29' && !isLeap(year) ? '02-28' : to;
  return `${String(year).padStart(4, '0')}-${last}` as LocalDate;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The cap that holds longest. */
function capReached(day: LocalDate, { settings, contacts }: ContactQuestion): ContactObstacle | undefined {
  if (contacts.length === 0) return undefined;
  let found: ContactObstacle | undefined;
  for (const cap of settings.caps) {
    const freeOn = freeFrom(day, cap, contacts);
    if (freeOn === undefined || (found?.changesOn !== undefined && found.changesOn >= freeOn)) continue;
    found = { reason: 'contact-cap', inputs: { ...cap }, changesOn: freeOn };
  }
  return found;
}

/** The day on which enough contacts have grown old; undefined when the cap is not reached. */
function freeFrom(
  day: LocalDate,
  { contactsMax, withinDays }: FrequencyCap,
  contacts: readonly ContactMade[],
): LocalDate | undefined {
  const since = addDays(day, 1 - withinDays);
  const counted = contacts.map(({ on }) => on).filter((on) => on >= since && on <= day);
  if (counted.length < contactsMax) return undefined;
  // With the cap at 3 and 4 counted, the second oldest must fall out as well.
  const lastToFall = counted.sort()[counted.length - contactsMax];
  return lastToFall === undefined ? undefined : addDays(lastToFall, withinDays);
}

function withoutHours(day: LocalDate, question: ContactQuestion): ContactObstacle | undefined {
  const { channel, country, regime, settings } = question;
  if (!hasHours(channel)) return undefined;
  const open = dayWithHours(day, country, regime, settings);
  if (open === day) return undefined;
  return { reason: 'no-contact-hours', inputs: {}, ...(open === undefined ? {} : { changesOn: open }) };
}
