import { daysBetween, type LocalDate } from '@app/domain';
import { addMonths } from '../calendar/months.js';

/** Letters of the time before the collector's demand, and the creditor's own demand; whoever sent them. */
export type NorwegianLetterKind = 'reminder' | 'collection-notice' | 'own-demand';

export interface NorwegianLetter {
  readonly kind: NorwegianLetterKind;
  readonly sentOn: LocalDate;
  /** The deadline that the letter set, if it set one. */
  readonly deadlineOn?: LocalDate;
  /**
   * It is written and says what its rule asks for: a reminder amount and cause (inkassoforskriften § 1-2), a notice what
   * inkassoloven § 9 asks for, a demand what § 10 asks for.
   */
  readonly meetsStatute: boolean;
  /** What was charged for it, in øre. */
  readonly feeMinor: bigint;
}

/** A deadline shorter than this opens neither a second fee, nor the creditor's demand, nor the heavy ceilings. */
export const MISSED_DEADLINE_DAYS = 14;
/** After so many months without a letter that cost something, fees start again (inkassoforskriften § 1-3). */
export const ROUND_MONTHS = 6;

/**
 * The letter set a deadline of at least 14 days, and the debtor let it pass before the day. A payment order given to
 * the bank before it ended counts as in time (inkassoforskriften § 1-2, third paragraph).
 */
export function missedDeadline(
  letter: NorwegianLetter,
  before: LocalDate,
  paymentOrderedOn: LocalDate | undefined,
): boolean {
  const { sentOn, deadlineOn, meetsStatute } = letter;
  if (!meetsStatute || deadlineOn === undefined) return false;
  if (daysBetween(sentOn, deadlineOn) < MISSED_DEADLINE_DAYS) return false;
  return deadlineOn < before && (paymentOrderedOn === undefined || paymentOrderedOn > deadlineOn);
}

/** A reminder or notice, sent after the due day, whose deadline the debtor let pass before the day. */
export function missedBefore(
  letters: readonly NorwegianLetter[],
  dueOn: LocalDate,
  before: LocalDate,
  paymentOrderedOn: LocalDate | undefined,
): NorwegianLetter | undefined {
  return letters.find(
    (letter) =>
      letter.kind !== 'own-demand' &&
      letter.sentOn > dueOn &&
      missedDeadline(letter, before, paymentOrderedOn),
  );
}

/** The letters since fees last started again, oldest first; empty when they start again with a letter sent on the day. */
export function currentRound(
  letters: readonly NorwegianLetter[],
  sentOn: LocalDate,
): readonly NorwegianLetter[] {
  const sorted = letters
    .filter((letter) => letter.sentOn <= sentOn)
    .sort((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : 0));
  let start = 0;
  let lastPaidOn: LocalDate | undefined;
  for (const [index, letter] of sorted.entries()) {
    if (lastPaidOn !== undefined && letter.sentOn > addMonths(lastPaidOn, ROUND_MONTHS)) {
      start = index;
      lastPaidOn = undefined;
    }
    if (letter.feeMinor > 0n) lastPaidOn = letter.sentOn;
  }
  if (lastPaidOn !== undefined && sentOn > addMonths(lastPaidOn, ROUND_MONTHS)) return [];
  return sorted.slice(start);
}
