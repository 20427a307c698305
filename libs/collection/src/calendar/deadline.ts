import { addDays, type Country, latest, type LocalDate } from '@app/domain';
import { addWorkingDays, dayOffName, workingDayFrom } from './working-day.js';

/** What a deadline is counted from; days are calendar days unless the name says otherwise. */
export interface DeadlineTerms {
  readonly country: Country;
  readonly sentOn: LocalDate;
  /** From sending; the day of sending is not counted. */
  readonly days: number;
  /** Added for the post, when the letter goes by post. Default 0. */
  readonly postDays?: number;
  /** At least so many bank days after the day on which the letter is presumed received. Default 0. */
  readonly bankDaysAfterReceipt?: number;
}

/** A deadline and how it came about: a letter prints `endsOn`, a case handler sees the rest. */
export interface Deadline extends DeadlineTerms {
  /** Last day before it was moved off a day without work. */
  readonly countedTo: LocalDate;
  /** The last day to pay or object in time: a working day. */
  readonly endsOn: LocalDate;
  /** The day off it was moved away from, in words of the country. */
  readonly movedOff?: string;
  readonly source: string;
}

const SOURCES: Readonly<Record<Country, string>> = {
  NO: 'domstolloven § 148 (day of sending not counted), § 149 (moved off Saturdays and holidays)',
  SE: 'inkassolagen 5 § (reasonable time); lag 1930:173, 2 § (moved off Saturdays, holidays and three eves)',
};

/** Counts a deadline that a letter sets. The days must be whole and not negative. */
export function deadline(terms: DeadlineTerms): Deadline {
  const { country, sentOn, days, postDays = 0, bankDaysAfterReceipt = 0 } = terms;
  assertDays({ days, postDays, bankDaysAfterReceipt });
  const byDays = addDays(sentOn, days + postDays);
  const countedTo =
    bankDaysAfterReceipt === 0
      ? byDays
      : latest(
          byDays,
          addWorkingDays(workingDayFrom(addDays(sentOn, postDays), country), bankDaysAfterReceipt, country),
        );
  const movedOff = dayOffName(countedTo, country);
  return {
    ...terms,
    countedTo,
    endsOn: workingDayFrom(countedTo, country),
    ...(movedOff === undefined ? {} : { movedOff }),
    source: SOURCES[country],
  };
}

/**
 * The first day for what may come only when a deadline has passed: a working day after its end. `allowanceDays` waits
 * for money that was sent in time and arrives later.
 */
export function earliestAfter(endsOn: LocalDate, allowanceDays: number, country: Country): LocalDate {
  assertDays({ allowanceDays });
  return workingDayFrom(addDays(endsOn, 1 + allowanceDays), country);
}

/** The deadline was missed: paying on its last day is in time, counted by the day the order was given to the bank. */
export function isMissed(endsOn: LocalDate, orderedOn: LocalDate): boolean {
  return orderedOn > endsOn;
}

function assertDays(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(
        `${name} of a deadline is ${count}; a whole number of days, zero or more, was expected.`,
      );
    }
  }
}
