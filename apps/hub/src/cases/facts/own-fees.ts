import { atLeastZero, type ClaimId, type CreditorId, smaller } from '@app/domain';
import { idArray } from '../../database/id-array.js';
import type { Transaction } from '../../database/transaction.js';
import { LETTER_FEES } from './case-costs.js';
import type { CaseRecord } from './case-record.js';

/**
 * What of a claim's fees is the creditor's own: charged with letters that it sent itself before the hand-over, and the
 * compensation for late payment that a business owes its creditor (Directive 2011/7/EU, article 6). Where the law
 * or a person left less of the letters' fees than were charged, no more of them than is left. Minor units.
 */
export function ownFeesOf({ charges, steps }: CaseRecord, claimId: ClaimId): bigint {
  const ofClaim = charges.filter((charge) => charge.claimId === claimId && LETTER_FEES.has(charge.kind));
  const sent = new Set(steps.filter(({ byCreditor }) => byCreditor).map(({ id }) => id));
  const own = ofClaim.filter(
    ({ entry, stepId }) => entry === 'charge' && stepId !== null && sent.has(stepId),
  );
  const sum = (of: typeof charges): bigint => of.reduce((total, { minor }) => total + BigInt(minor), 0n);
  const compensation = charges.filter(
    (charge) => charge.claimId === claimId && charge.kind === 'compensation',
  );
  return smaller(sum(own), atLeastZero(sum(ofClaim))) + atLeastZero(sum(compensation));
}

/**
 * What of them nobody has paid yet, by claim; a payment that came back counts as not made. Claims without own fees are left
 * out. Minor units.
 */
export async function ownFeesLeft(
  tx: Transaction,
  creditorId: CreditorId,
  records: readonly CaseRecord[],
): Promise<ReadonlyMap<ClaimId, bigint>> {
  const charged = new Map<ClaimId, bigint>();
  for (const record of records) {
    for (const { id } of record.claims) {
      const minor = ownFeesOf(record, id);
      if (minor > 0n) charged.set(id, minor);
    }
  }
  if (charged.size === 0) return charged;
  const rows = await tx.query<{ claimId: ClaimId; paid: bigint }>(
    `select claim_id as "claimId", sum(case kind when 'payment' then own_fees_minor else -own_fees_minor end)::bigint as paid
     from settlement where creditor_id = $1 and claim_id = any($2::uuid[]) group by claim_id`,
    [creditorId, idArray([...charged.keys()])],
  );
  for (const { claimId, paid } of rows)
    charged.set(claimId, atLeastZero((charged.get(claimId) ?? 0n) - paid));
  return charged;
}
