import { addDays, type JsonObject, type LocalDate } from '@app/domain';
import type { NorwegianSettings } from '../settings.js';
import { rowOn } from '../tables/dated-table.js';
import { NO_INKASSOSATS, NO_LETTER_ROUNDING, NO_LETTER_SHARES } from '../tables/no-collection.js';
import type { Regime } from '../vocabulary.js';
import { type FeeAnswer, leastCertain, nothing } from './fee-answer.js';
import { currentRound, missedBefore, missedDeadline, type NorwegianLetter } from './no-letters.js';

export type LetterFeeRule =
  | 'allowed'
  | 'lacks-content'
  | 'too-early'
  | 'letters-used-up'
  | 'first-deadline-not-missed'
  | 'no-deadline-missed'
  | 'fees-not-published';

export interface LetterFeeQuestion {
  readonly regime: Regime;
  /** The due day; a later one that was agreed takes its place. */
  readonly dueOn: LocalDate;
  /** The letter asked about; what it may cost is the question. */
  readonly letter: Omit<NorwegianLetter, 'feeMinor'>;
  /** All letters of the same claim so far, with what was charged for each. */
  readonly earlier: readonly NorwegianLetter[];
  /** The day on which the debtor gave the order to pay, if he did. */
  readonly paymentOrderedOn?: LocalDate;
}

/** Days after the due day before a reminder or notice may cost something (inkassoforskriften § 1-2). */
export const FREE_DAYS = 14;

const SECTION_2 = 'inkassoforskriften § 1-2';
const SECTION_3 = 'inkassoforskriften § 1-3';

/**
 * What a creditor may charge for a letter of its own in Norway (inkassoforskriften §§ 1-2, 1-3). The claim's due day
 * chooses the share, the day of sending the inkassosats and the rounding.
 * @throws OutsideTableError
 */
export function norwegianLetterFee(
  question: LetterFeeQuestion,
  { fees }: NorwegianSettings,
): FeeAnswer<LetterFeeRule> {
  if (question.regime !== 'NO-1988') {
    return nothing('fees-not-published', 'lov 2026-05-22 nr. 19 § 19: its regulation is not published');
  }
  return refusal(question, fees.freeReminderCountsAsFirst) ?? allowed(question);
}

function refusal(question: LetterFeeQuestion, freeCounts: boolean): FeeAnswer<LetterFeeRule> | undefined {
  const { letter, dueOn, earlier, paymentOrderedOn } = question;
  const { kind, sentOn } = letter;
  if (!letter.meetsStatute) return nothing('lacks-content', SECTION_2, { kind });
  if (kind === 'own-demand') {
    if (!missedBefore(earlier, dueOn, sentOn, paymentOrderedOn)) {
      return nothing('no-deadline-missed', `${SECTION_2}, third paragraph`, { sentOn });
    }
  } else if (sentOn < addDays(dueOn, FREE_DAYS)) {
    return nothing('too-early', SECTION_2, { dueOn, sentOn }, addDays(dueOn, FREE_DAYS));
  }
  const round = currentRound(earlier, sentOn);
  const paid = round.filter(({ feeMinor }) => feeMinor > 0n);
  const count = (of: NorwegianLetter['kind']): number => paid.filter((other) => other.kind === of).length;
  const inputs = { kind, paidReminders: count('reminder'), paidNotices: count('collection-notice') };
  // A demand ends the row; a notice ends the reminders; two reminders leave no room for a notice.
  if (count('own-demand') > 0) return nothing('letters-used-up', SECTION_3, inputs);
  if (kind === 'own-demand') return undefined;
  if (count('collection-notice') > 0 || count('reminder') > 1)
    return nothing('letters-used-up', SECTION_3, inputs);
  if (count('reminder') === 0) return undefined;
  const first = (freeCounts ? round : paid).filter((other) => other.kind === 'reminder');
  return first.some((other) => missedDeadline(other, sentOn, paymentOrderedOn))
    ? undefined
    : nothing('first-deadline-not-missed', `${SECTION_3}, first paragraph`, inputs);
}

function allowed({ letter, dueOn }: LetterFeeQuestion): FeeAnswer<LetterFeeRule> {
  const shares = rowOn(NO_LETTER_SHARES, dueOn);
  const sats = rowOn(NO_INKASSOSATS, letter.sentOn);
  const rounding = rowOn(NO_LETTER_ROUNDING, letter.sentOn);
  const permille = shareOf(letter.kind, shares.value);
  const minor = roundTo((sats.value * permille) / 1000n, rounding.value);
  const inputs: JsonObject = {
    kind: letter.kind,
    dueOn,
    sentOn: letter.sentOn,
    inkassosatsMinor: sats.value.toString(),
    permille: permille.toString(),
  };
  return {
    minor,
    rule: 'allowed',
    inputs,
    sources: [shares.source, sats.source, rounding.source],
    status: leastCertain([shares.status, sats.status, rounding.status]),
  };
}

function shareOf(
  kind: NorwegianLetter['kind'],
  shares: (typeof NO_LETTER_SHARES.rows)[number]['value'],
): bigint {
  if (kind === 'reminder') return shares.reminderPermille;
  return kind === 'collection-notice' ? shares.noticePermille : shares.ownDemandPermille;
}

/** To the nearest whole step, a half up: 37.50 kroner become 38. */
function roundTo(minor: bigint, step: bigint): bigint {
  return ((minor + step / 2n) / step) * step;
}
