import type { LocalDate } from '@app/domain';

/** No day has been decided: the regime governs nothing yet. */
export const NOT_SET = 'not-set';
export type EntryDay = LocalDate | typeof NOT_SET;

/** From which day the new Norwegian act governs; the hub keeps it as data, so that a decision needs no new release. */
export interface RegimeDates {
  readonly 'NO-2026': EntryDay;
}

/**
 * Lov om inkassovirksomhet (LOV-2026-05-22-19) is adopted and not in force: "from the time the King decides", § 55,
 * and parts of it may start at different times. No day is taken from rumour.
 */
export const REGIME_DATES: RegimeDates = { 'NO-2026': NOT_SET };
