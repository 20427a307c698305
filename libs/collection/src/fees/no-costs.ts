import { type LocalDate, smaller } from '@app/domain';
import type { NorwegianSettings } from '../settings.js';
import { type CostFacts, type CostLoss, lossOfCosts } from './loss-of-costs.js';
import {
  type CollectionFeeAnswer,
  type CollectionFeeQuestion,
  norwegianCollectionFee,
} from './no-collection-fee.js';
import { type CompensationRule, norwegianCompensation, setOffCompensation } from './no-compensation.js';
import type { FeeAnswer } from './fee-answer.js';

export interface NorwegianCostsQuestion extends CollectionFeeQuestion {
  readonly facts: CostFacts;
  /** Less than the ceiling, when the creditor or collector wants so. */
  readonly collectorFeeWantedMinor?: bigint;
  /** The compensation of § 3 a is claimed, and what was claimed first. */
  readonly compensation?: {
    readonly lateInterestFrom: LocalDate | undefined;
    readonly claimedFirst: 'compensation' | 'costs';
  };
}

/** All out-of-court costs of one Norwegian claim; the parts add up to the total, which never exceeds the law's ceiling. */
export interface NorwegianCosts {
  readonly letterFeesMinor: bigint;
  readonly collectorFeeMinor: bigint;
  readonly compensationMinor: bigint;
  readonly totalMinor: bigint;
  readonly ceilingMinor: bigint;
  readonly collectorFee: CollectionFeeAnswer;
  readonly compensation: FeeAnswer<CompensationRule> | undefined;
  readonly losses: readonly CostLoss[];
}

/**
 * What the debtor owes for the collection of one claim before any court: letter fees that were charged, the collector's
 * fee, and the compensation set off against both (inkassoloven § 17; inkassoforskriften chapters 1 and 2).
 * @throws OutsideTableError
 */
export function norwegianCosts(
  question: NorwegianCostsQuestion,
  settings: NorwegianSettings,
): NorwegianCosts {
  const losses = lossOfCosts(question.regime, question.facts);
  const allLost = losses.some(({ what }) => what === 'all');
  const collectorFee = norwegianCollectionFee(question, settings);
  const { ceilingMinor } = collectorFee;
  const { letterFeesUnderCeiling } = settings.fees;
  const charged = allLost ? 0n : question.letters.reduce((sum, { feeMinor }) => sum + feeMinor, 0n);
  const letterFees = letterFeesUnderCeiling ? smaller(charged, ceilingMinor) : charged;
  const wanted = question.collectorFeeWantedMinor ?? collectorFee.minor;
  const room = letterFeesUnderCeiling ? ceilingMinor - letterFees : ceilingMinor;
  const fee = losses.length > 0 ? 0n : smaller(smaller(wanted, collectorFee.minor), room);
  const asked = question.compensation;
  const compensation = asked && norwegianCompensation(question.standing, asked.lateInterestFrom);
  const set = setOffCompensation(compensation?.minor ?? 0n, letterFees + fee, asked?.claimedFirst ?? 'costs');
  // What the set-off leaves of the costs is the letters' first: they came first.
  const letterFeesMinor = smaller(letterFees, set.costsMinor);
  return {
    letterFeesMinor,
    collectorFeeMinor: set.costsMinor - letterFeesMinor,
    compensationMinor: set.compensationMinor,
    totalMinor: set.costsMinor + set.compensationMinor,
    ceilingMinor,
    collectorFee,
    compensation,
    losses,
  };
}
