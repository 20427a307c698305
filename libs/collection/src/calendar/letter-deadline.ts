import type { Country, LocalDate } from '@app/domain';
import type { LawSettings } from '../settings.js';
import type { Channel } from '../vocabulary.js';
import { type Deadline, deadline } from './deadline.js';

/**
 * The shortest deadline that a notice or demand may set: 14 days from sending in Norway, 8 days and the post in Sweden,
 * as the settings say. More `days` may be given, never fewer.
 */
export function letterDeadline(
  country: Country,
  sentOn: LocalDate,
  channel: Channel,
  settings: LawSettings,
  days = 0,
): Deadline {
  const { daysMin, postDays, bankDaysAfterReceipt } = settings[country].deadlines;
  return deadline({
    country,
    sentOn,
    days: Math.max(days, daysMin),
    postDays: channel === 'letter' ? postDays : 0,
    bankDaysAfterReceipt,
  });
}
