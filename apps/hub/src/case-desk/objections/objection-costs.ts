import { asJson, type CaseId, type ClaimId, type CreditorId } from '@app/domain';
import {
  type CostFacts,
  type CostLoss,
  lossOfCosts,
  type ObjectionOutcome,
  type Regime,
} from '@app/collection';
import type { NewCharge } from '../../cases/case-book.js';
import { prepared, type Transaction } from '../../database/transaction.js';

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

/** What stands of the costs of a claim, by the kind of fee: what was replaced, given up or lost is taken off. Minor units. */
export interface StandingCosts {
  readonly claimId: ClaimId | null;
  readonly kind: string;
  readonly minor: bigint;
}

export function standingCosts(
  tx: Transaction,
  creditorId: CreditorId,
  caseId: CaseId,
): Promise<StandingCosts[]> {
  return tx.query<StandingCosts>(STANDING, [creditorId, caseId]);
}

/**
 * Entries by which costs fall away, as far as they stand. Public fees are none of the collector's.
 * @param claimId the claim that was objected to; null for all of the case
 */
export function lostCharges(
  standing: readonly StandingCosts[],
  loss: CostLoss,
  claimId: ClaimId | null,
): Omit<NewCharge, 'caseId' | 'chargedOn' | 'actor'>[] {
  return standing
    .filter((costs) => costs.minor > 0n && (claimId === null || costs.claimId === claimId))
    .filter(({ kind }) => loss.what === 'all' || kind.startsWith('collection-fee'))
    .map((costs) => ({
      entry: 'lost',
      part: 'costs',
      kind: costs.kind,
      claimId: costs.claimId,
      amountMinor: -costs.minor,
      rule: asJson(loss),
    }));
}

/** Letter fees stand together: the ceiling of all of them may have been taken off as one amount. */
const STANDING = prepared(`
  select claim_id as "claimId", family as kind, sum(amount_minor)::bigint as minor
  from (select claim_id, amount_minor,
      case when kind in ('reminder-fee', 'notice-fee', 'demand-fee') then 'letter-fees' else kind end as family
    from case_charge where creditor_id = $1 and case_id = $2 and part = 'costs') c
  group by claim_id, family order by claim_id, family`);
