import { addDays, type Country, latest, type LocalDate } from '@app/domain';
import { workingDayFrom } from '../calendar/working-day.js';
import type { InterestSettings } from '../settings.js';

/** When interest starts to run, seen from the demand. */
export type DueTerms =
  /** Fixed in advance, as on an invoice (forsinkelsesrenteloven § 2; räntelagen 3 §). */
  | { readonly dueOn: LocalDate }
  /**
   * No day fixed in advance: 30 days after the creditor sent a written demand (forsinkelsesrenteloven § 2;
   * räntelagen 4 §, never before it reached the debtor).
   */
  | { readonly demandSentOn: LocalDate; readonly demandReceivedOn?: LocalDate };

/** Days after the sending of a demand from which interest runs when no due day was fixed in advance. */
export const DEMAND_DAYS = 30;

/** The days that decide whether and from when interest runs. */
export interface InterestStart {
  /** Last day to pay in time: money that came up to it never carries interest. */
  readonly inTimeUntil: LocalDate;
  /** First day that carries interest, once the claim is late. */
  readonly startsOn: LocalDate;
}

export function interestStart(due: DueTerms, country: Country, settings: InterestSettings): InterestStart {
  const inTimeUntil = lastDayInTime(due, country, settings);
  return { inTimeUntil, startsOn: settings.firstDay === 'AFTER_DUE' ? addDays(inTimeUntil, 1) : inTimeUntil };
}

/** The due day that interest is counted from: moved off a day without work (gjeldsbrevlova § 5, by analogy). */
export function effectiveDueOn(dueOn: LocalDate, country: Country, settings: InterestSettings): LocalDate {
  return settings.dueDayMoves ? workingDayFrom(dueOn, country) : dueOn;
}

function lastDayInTime(due: DueTerms, country: Country, settings: InterestSettings): LocalDate {
  if ('dueOn' in due) return effectiveDueOn(due.dueOn, country, settings);
  const byDemand = addDays(due.demandSentOn, DEMAND_DAYS);
  const { demandReceivedOn } = due;
  return country === 'SE' && demandReceivedOn !== undefined ? latest(byDemand, demandReceivedOn) : byDemand;
}
