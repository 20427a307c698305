import { atLeastZero, type ClaimId, smaller } from '@app/domain';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';

/** Costs of a claim, in minor units. */
export interface FeeFacts {
  /** Charged, and the creditor's own: fees of letters that it sent itself, and the law's compensation for delay. */
  readonly creditorsMinor: bigint;
  /** Paid so far, this payment included. */
  readonly paidMinor: bigint;
}

/** Whose the costs are that one payment paid. */
export interface FeeShares {
  readonly creditorMinor: bigint;
  /** The collector's. */
  readonly earnedMinor: bigint;
}

/** The creditor's own costs are older than the collector's, so they are paid first; the rest is the collector's. */
export function feeShares(feesMinor: bigint, facts: FeeFacts | undefined): FeeShares {
  if (facts === undefined) return { creditorMinor: 0n, earnedMinor: feesMinor };
  const before = facts.paidMinor - feesMinor;
  const creditorMinor = smaller(feesMinor, atLeastZero(facts.creditorsMinor - before));
  return { creditorMinor, earnedMinor: feesMinor - creditorMinor };
}

/** For claims in cases; others have no costs here. */
export async function feeFacts(
  tx: Transaction,
  claimIds: readonly ClaimId[],
): Promise<Map<ClaimId, FeeFacts>> {
  if (claimIds.length === 0) return new Map();
  const rows = await tx.query<FeeFacts & { claimId: ClaimId }>(FEE_FACTS, [tx.creditorId, idArray(claimIds)]);
  return new Map(rows.map(({ claimId, ...facts }) => [claimId, facts]));
}

const IS_CREDITORS = `(c.actor = 'creditor' or c.kind = 'compensation')`;

const FEE_FACTS = prepared(`
  select k.claim_id as "claimId",
    coalesce((
      select sum(x.amount_minor) from case_charge x
      left join case_charge about on about.creditor_id = x.creditor_id and about.case_id = x.case_id and about.number = x.about_number
      where x.creditor_id = $1 and x.case_id = k.case_id and x.claim_id = k.claim_id and x.part = 'costs'
        and (${IS_CREDITORS.replaceAll('c.', 'x.')} or ${IS_CREDITORS.replaceAll('c.', 'about.')})
    ), 0)::bigint as "creditorsMinor",
    coalesce((
      select sum(m.amount_minor) from case_movement m
      where m.creditor_id = $1 and m.case_id = k.case_id and m.claim_id = k.claim_id and m.part = 'costs'
    ), 0)::bigint as "paidMinor"
  from case_claim k where k.creditor_id = $1 and k.claim_id = any($2::uuid[])`);
