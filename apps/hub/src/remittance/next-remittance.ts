import { nextWorkingDay, weekday, workingDayFrom } from '@app/collection';
import { addDays, type Country, localDate, type LocalDate } from '@app/domain';
import type { RemittanceRhythm } from './remittance-settings.js';

/**
 * The next day of the rhythm after a day: a bank day always, moved to the next one from a holiday. `after` is the day of the
 * last remittance, or the day before the first may come.
 */
export function nextRemittanceOn(rhythm: RemittanceRhythm, after: LocalDate, country: Country): LocalDate {
  switch (rhythm.every) {
    case 'day':
      return nextWorkingDay(after, country);
    case 'week': {
      // A day of this week that was moved beyond `after` by a holiday is still to come.
      const ofWeek = addDays(after, rhythm.weekday - weekday(after));
      return firstAfter(
        after,
        [-7, 0, 7].map((days) => workingDayFrom(addDays(ofWeek, days), country)),
      );
    }
    case 'month': {
      const months = [-1, 0, 1].map((step) => workingDayFrom(dayOfMonth(after, step, rhythm.day), country));
      return firstAfter(after, months);
    }
    default:
      return rhythm satisfies never;
  }
}

function firstAfter(after: LocalDate, days: readonly LocalDate[]): LocalDate {
  const next = days.find((day) => day > after);
  if (next === undefined) throw new Error(`No day of the rhythm after ${after}: the calendar is wrong.`);
  return next;
}

function dayOfMonth(near: LocalDate, step: number, day: number): LocalDate {
  const month = Number(near.slice(0, 4)) * 12 + Number(near.slice(5, 7)) - 1 + step;
  const [year, index] = [Math.floor(month / 12), (month % 12) + 1];
  return localDate(`${year}-${String(index).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}
