import { addDays, type LocalDate } from '@app/domain';
import type { NorwegianSettings } from '../settings.js';
import { type FeeAnswer, nothing } from './fee-answer.js';
import { type CollectionFeeQuestion, norwegianCollectionFee } from './no-collection-fee.js';
import { MISSED_DEADLINE_DAYS, missedBefore } from './no-letters.js';

export type LawyerFeeRule = 'allowed' | 'letter-fees-charged' | 'deadline-not-missed' | 'fees-not-published';

/** A creditor that collects its own claim, led by a lawyer; its own demand takes the place of a collector's. */
export type LawyerFeeQuestion = CollectionFeeQuestion & {
  readonly demand: NonNullable<CollectionFeeQuestion['demand']>;
};

/**
 * The lump sum of inkassoforskriften § 1-4: the light table, half as much again for a business, without value added
 * tax; only when no letter was charged, and the deadline of the creditor's demand was missed by more than 14 days.
 * @throws OutsideTableError
 */
export function norwegianLawyerFee(
  question: LawyerFeeQuestion,
  settings: NorwegianSettings,
): FeeAnswer<LawyerFeeRule> {
  const source = 'inkassoforskriften § 1-4';
  const { letters, demand, asOf, principalPaidOn, dueOn } = question;
  if (question.regime !== 'NO-1988') return nothing('fees-not-published', 'lov 2026-05-22 nr. 19 § 19');
  if (letters.some(({ feeMinor }) => feeMinor > 0n)) return nothing('letter-fees-charged', source);
  const from: LocalDate = addDays(demand.deadlineOn, MISSED_DEADLINE_DAYS + 1);
  const day = principalPaidOn ?? asOf;
  const preceded = missedBefore(letters, dueOn, demand.sentOn, principalPaidOn) !== undefined;
  if (!demand.meetsStatute || !preceded || day < from) {
    return nothing(
      'deadline-not-missed',
      source,
      { demandEndsOn: demand.deadlineOn },
      preceded ? from : undefined,
    );
  }
  // The light table is that of § 2-2; a missing demand keeps the answer from the heavy one.
  const { demand: _demand, plan: _plan, bankruptcyNoticeOn: _notice, ...rest } = question;
  const { ceilingMinor, inputs, sources, status } = norwegianCollectionFee(
    { ...rest, liableToVat: true },
    settings,
  );
  return { minor: ceilingMinor, rule: 'allowed', inputs, sources: [source, ...sources.slice(1)], status };
}
