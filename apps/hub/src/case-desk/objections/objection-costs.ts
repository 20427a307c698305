import type { ClaimId, JsonObject } from '@app/domain';
import {
  type CostFacts,
  type CostLoss,
  lossOfCosts,
  type ObjectionOutcome,
  type Regime,
} from '@app/collection';
import type { CaseChargeEntity } from '../../cases/entities/case-charge.entity.js';
import type { NewCharge } from '../../cases/case-book.js';

/** How a person has judged an objection. */
export interface ObjectionJudgement {
  readonly outcome: ObjectionOutcome;
  /** It was reasonable to have it tried before collection began. */
  readonly reasonable: boolean;
  /** The debtor ought to have raised it earlier. */
  readonly raisedTooLate: boolean;
  /** It was obviously without ground. */
  readonly groundless: boolean;
}

/** Facts for the law's rules: what is taken back by the debtor was no objection. */
export function costFacts({ outcome, reasonable, raisedTooLate, groundless }: ObjectionJudgement): CostFacts {
  if (outcome === 'withdrawn') return {};
  return {
    objected: !groundless,
    ...(outcome === 'upheld' ? { claimUnjustified: true } : {}),
    reasonableObjection: reasonable,
    objectionRaisedTooLate: raisedTooLate,
  };
}

/** The strongest reason for which costs fall away; undefined when they stand. */
export function costsLost(regime: Regime, judgement: ObjectionJudgement): CostLoss | undefined {
  return lossOfCosts(regime, costFacts(judgement))[0];
}

export type StandingCharge = Pick<CaseChargeEntity, 'number' | 'part' | 'kind' | 'claimId' | 'amountMinor'>;

export interface Loss {
  readonly entries: Omit<NewCharge, 'caseId' | 'chargedOn' | 'actor'>[];
  /** Charged for several claims at once: a person decides what of it falls away. */
  readonly undecided: readonly StandingCharge[];
}

/**
 * Entries by which costs fall away, for charges as far as they stand. Public fees are none of the collector's.
 * @param claimId the claim that was objected to; null for all of the case
 * @param onlyClaim the case has no other claim, so that a charge of the whole case is this claim's
 */
export function lostCharges(
  standing: readonly StandingCharge[],
  loss: CostLoss,
  claimId: ClaimId | null,
  onlyClaim: boolean,
): Loss {
  const costs = standing.filter(
    (charge) =>
      charge.part === 'costs' &&
      charge.amountMinor > 0n &&
      (loss.what === 'all' || charge.kind.startsWith('collection-fee')),
  );
  const concerned = costs.filter((charge) => claimId === null || onlyClaim || charge.claimId === claimId);
  const undecided = costs.filter((charge) => !concerned.includes(charge) && charge.claimId === null);
  return { entries: concerned.map((charge) => lost(charge, loss)), undecided };
}

function lost(charge: StandingCharge, loss: CostLoss): Loss['entries'][number] {
  return {
    entry: 'lost',
    part: charge.part,
    kind: charge.kind,
    claimId: charge.claimId,
    amountMinor: -charge.amountMinor,
    aboutNumber: charge.number,
    rule: { ...loss } as unknown as JsonObject,
  };
}
