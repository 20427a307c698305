import { addDays, type Country, type LocalDate } from '@app/domain';
import { holidayOn, weekday } from '../calendar/index.js';
import type { Channel, Regime } from '../vocabulary.js';
import type { ContactHours, ContactSettings, ContactWindow, Hours } from './contact-settings.js';
import { instantOf } from './local-time.js';

const hours = (from: number, to: number): Hours => ({ fromMinute: from * 60, toMinute: to * 60 });

/** LOV-2026-05-22-19 § 15(2): Monday to Friday 08 to 21, Saturday 09 to 15, not on holidays. */
const NO_2026: ContactHours = { weekday: hours(8, 21), saturday: hours(9, 15) };

/**
 * Outside of these no electronic or oral contact is made. The act of 1988 and the Swedish act name no hours; good practice
 * (inkassoloven § 8, inkassolagen 4 §) is taken to be at least what the new Norwegian act asks for. That is our choice.
 */
export const LAWFUL_HOURS: Readonly<Record<Regime, ContactHours>> = {
  'NO-1988': NO_2026,
  'NO-2026': NO_2026,
  'SE-1974': NO_2026,
};

/** A collector's own hours when nothing else is set: within what the law allows, and not at breakfast or bedtime. */
export const DEFAULT_CONTACT: ContactSettings = {
  hours: { weekday: hours(8, 20), saturday: hours(10, 15) },
  caps: [
    { contactsMax: 1, withinDays: 1 },
    { contactsMax: 3, withinDays: 7 },
  ],
  quietPeriods: [{ from: '12-23', to: '01-01' }],
};

/** Post has no hours: it is opened when the debtor likes. */
export function hasHours(channel: Channel): boolean {
  return channel !== 'letter';
}

/** The hours of the day in which contact may be made, by the law and the collector's own; undefined: none. */
export function hoursOn(
  day: LocalDate,
  country: Country,
  regime: Regime,
  settings: ContactSettings,
): Hours | undefined {
  const kind = kindOfDay(day, country);
  const lawful = LAWFUL_HOURS[regime][kind];
  const own = settings.hours[kind];
  if (!lawful || !own) return undefined;
  const fromMinute = Math.max(lawful.fromMinute, own.fromMinute);
  const toMinute = Math.min(lawful.toMinute, own.toMinute);
  return fromMinute < toMinute ? { fromMinute, toMinute } : undefined;
}

/** The window of the day, as instants. */
export function windowOn(
  day: LocalDate,
  country: Country,
  regime: Regime,
  settings: ContactSettings,
): ContactWindow | undefined {
  const open = hoursOn(day, country, regime, settings);
  if (!open) return undefined;
  return { on: day, opensAt: instantOf(day, open.fromMinute), closesAt: instantOf(day, open.toMinute) };
}

/** A public holiday counts before the day of the week; Sweden's three eves are treated as holidays here, too. */
function kindOfDay(day: LocalDate, country: Country): keyof ContactHours {
  if (holidayOn(day, country)) return 'holiday';
  const number = weekday(day);
  if (number === 7) return 'sunday';
  return number === 6 ? 'saturday' : 'weekday';
}

/** Days looked ahead for one with hours: the longest run of days off is five. */
const DAYS_AHEAD_MAX = 14;

/** The first day from `day` on that has hours; undefined when the settings leave none. */
export function dayWithHours(
  day: LocalDate,
  country: Country,
  regime: Regime,
  settings: ContactSettings,
): LocalDate | undefined {
  for (let ahead = 0; ahead < DAYS_AHEAD_MAX; ahead += 1) {
    const candidate = ahead === 0 ? day : addDays(day, ahead);
    if (hoursOn(candidate, country, regime, settings)) return candidate;
  }
  return undefined;
}
