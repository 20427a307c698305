import type { LocalDate, Money } from '@app/domain';
import type { InterestSettings } from '../settings.js';
import { type ExactInterest, roundInterest } from './exact.js';
import { type InterestLine, interestLines } from './interest-lines.js';
import { type DueTerms, interestStart } from './interest-period.js';
import { type PrincipalChange, principalSteps } from './principal.js';
import type { RateTerms } from './rate-rules.js';

export interface InterestQuestion extends RateTerms {
  /** What was owed on the due day, before anything in `changes`. */
  readonly principal: Money;
  readonly due: DueTerms;
  readonly changes?: readonly PrincipalChange[];
  /** Counted up to and including this day: the day of payment, or today. */
  readonly until: LocalDate;
  /** Leave out what accrued before this day: for a bill that follows another. */
  readonly since?: LocalDate;
}

/** Interest with every line it was made of. Printable, storable, and checked by hand. */
export interface InterestStatement {
  readonly startsOn: LocalDate;
  readonly until: LocalDate;
  readonly lines: readonly InterestLine[];
  /** Sum of the lines, without loss. */
  readonly exact: ExactInterest;
  /** Rounded once. */
  readonly amount: Money;
  /** How it was counted. */
  readonly settings: InterestSettings;
}

/**
 * Simple interest for late payment (no interest on interest). Adds up over split periods without loss: the sum of
 * `exact` of two periods that follow each other is that of both.
 * @throws OutsideTableError when a day's rate is not known
 */
export function lateInterest(question: InterestQuestion, settings: InterestSettings): InterestStatement {
  const { principal, due, changes = [], until, since, country } = question;
  const { startsOn, inTimeUntil } = interestStart(due, country, settings);
  // On the last day to pay in time nothing is late yet, also where that day will carry interest afterwards.
  const steps = until <= inTimeUntil ? [] : principalSteps(principal.minor, changes, startsOn, inTimeUntil);
  const first = since !== undefined && since > startsOn ? since : startsOn;
  const kept = steps
    .filter((step) => step.until === undefined || step.until >= first)
    .map((step) => (step.from < first ? { ...step, from: first } : step));
  const lines = interestLines(kept, question, settings.dayCount, until);
  const exact = lines.reduce((sum, line) => sum + line.exact, 0n);
  const amount = { minor: roundInterest(exact, settings.rounding), currency: principal.currency };
  return { startsOn, until, lines, exact, amount, settings };
}
