import { atLeastZero, type JsonObject, type LocalDate } from '@app/domain';
import type { SwedishSettings } from '../settings.js';
import { rowOn } from '../tables/dated-table.js';
import { SE_FEES, type SwedishFees } from '../tables/se-fees.js';
import type { DebtorStanding } from '../vocabulary.js';
import { type FeeAnswer, nothing } from './fee-answer.js';
import { type CostFacts, type CostLoss, lossOfCosts } from './loss-of-costs.js';

/** A measure that may cost the debtor something. All others never do (lag 1981:739, 5 §). */
export interface SwedishMeasure {
  /** `instalment-notice` is a reminder of an instalment of a plan. */
  readonly kind: 'reminder' | 'demand' | 'plan' | 'instalment-notice';
  readonly on: LocalDate;
  /**
   * Reminders: written. A demand: all that inkassolagen 5 § asks for, handed over or sent. A plan: complete, made in
   * consultation with the debtor, written and sent.
   */
  readonly meetsStatute: boolean;
  /** Reminders: compensation was agreed no later than when the debt arose (2 §). */
  readonly agreedInTime?: boolean;
}

export interface SwedishCostsQuestion {
  readonly measures: readonly SwedishMeasure[];
  readonly standing: DebtorStanding;
  /** The debtor's business, or an authority's purchase from one; the day from which late interest may be claimed. */
  readonly lateInterestFrom?: LocalDate;
  /** Claim the compensation for delay between businesses (4 a §). */
  readonly claimLateCompensation: boolean;
  readonly facts: CostFacts;
}

export type SwedishFeeRule = 'allowed' | 'not-agreed' | 'lacks-content' | 'once-is-enough' | 'lost';

export type LateCompensationRule =
  'allowed' | 'consumer' | 'not-claimed' | 'no-late-interest' | 'not-yet-law' | 'lost';

/** All out-of-court costs of one Swedish claim: the larger of the compensation for delay and the measures' sum. */
export interface SwedishCosts {
  readonly measures: readonly FeeAnswer<SwedishFeeRule>[];
  readonly lateCompensation: FeeAnswer<LateCompensationRule>;
  /** What the measures cost beyond the compensation for delay (5 §, second paragraph). */
  readonly measuresOwedMinor: bigint;
  readonly totalMinor: bigint;
  readonly losses: readonly CostLoss[];
}

const ACT = 'lag 1981:739';

/**
 * What the debtor owes for out-of-court collection in Sweden (lag 1981:739). Value added tax is the creditor's matter
 * and never the debtor's.
 * @throws OutsideTableError
 */
export function swedishCosts(question: SwedishCostsQuestion, { fees }: SwedishSettings): SwedishCosts {
  const losses = lossOfCosts('SE-1974', question.facts);
  const inOrder = [...question.measures].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const paid = { reminder: 0, demand: 0, plan: 0, 'instalment-notice': 0 };
  const max = {
    reminder: fees.paidRemindersMax,
    demand: fees.paidDemandsMax,
    plan: fees.paidPlansMax,
    'instalment-notice': Number.POSITIVE_INFINITY,
  };
  const measures = inOrder.map((measure) => {
    const answer = losses[0]
      ? nothing<SwedishFeeRule>('lost', losses[0].source, inputsOf(measure))
      : measureFee(measure, paid[measure.kind] < max[measure.kind]);
    if (answer.minor > 0n) paid[measure.kind] += 1;
    return answer;
  });
  const sum = measures.reduce((total, { minor }) => total + minor, 0n);
  const lateCompensation = lateCompensationOf(question, losses);
  const measuresOwedMinor = atLeastZero(sum - lateCompensation.minor);
  return {
    measures,
    lateCompensation,
    measuresOwedMinor,
    totalMinor: lateCompensation.minor + measuresOwedMinor,
    losses,
  };
}

function measureFee(measure: SwedishMeasure, roomLeft: boolean): FeeAnswer<SwedishFeeRule> {
  const isReminder = measure.kind === 'reminder' || measure.kind === 'instalment-notice';
  const inputs = inputsOf(measure);
  if (isReminder && measure.agreedInTime !== true) return nothing('not-agreed', `${ACT}, 2 §`, inputs);
  if (!measure.meetsStatute) return nothing('lacks-content', `${ACT}, ${isReminder ? '2' : '3'} §`, inputs);
  if (!roomLeft) return nothing('once-is-enough', `${ACT}, 4 § (reasonably called for)`, inputs);
  const { value, source, status } = rowOn(SE_FEES, measure.on);
  return { minor: amountOf(measure.kind, value), rule: 'allowed', inputs, sources: [source], status };
}

function amountOf(kind: SwedishMeasure['kind'], fees: SwedishFees): bigint {
  if (kind === 'demand') return fees.demandMinor;
  return kind === 'plan' ? fees.planMinor : fees.reminderMinor;
}

function lateCompensationOf(
  { standing, lateInterestFrom, claimLateCompensation }: SwedishCostsQuestion,
  losses: readonly CostLoss[],
): FeeAnswer<LateCompensationRule> {
  const source = `${ACT}, 4 a §`;
  if (standing === 'consumer') return nothing('consumer', source);
  if (!claimLateCompensation) return nothing('not-claimed', source);
  if (losses.some(({ because }) => because === 'claimUnjustified' || because === 'reasonableObjection')) {
    return nothing('lost', source);
  }
  if (lateInterestFrom === undefined) return nothing('no-late-interest', source);
  const row = rowOn(SE_FEES, lateInterestFrom);
  const minor = row.value.lateCompensationMinor;
  if (minor === undefined) return nothing('not-yet-law', source, { lateInterestFrom });
  return { minor, rule: 'allowed', inputs: { lateInterestFrom }, sources: [row.source], status: row.status };
}

function inputsOf({ kind, on }: SwedishMeasure): JsonObject {
  return { kind, on };
}
