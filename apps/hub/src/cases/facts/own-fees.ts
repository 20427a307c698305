import { atLeastZero, type ClaimId, type CreditorId, smaller } from '@app/domain';
import type { Transaction } from '../../database/transaction.js';
import { LETTER_FEES } from './case-costs.js';
import type { CaseRecord } from './case-record.js';

/**
 * What of a claim's fees is the creditor's own: charged with letters that it sent itself before the hand-over. Where the law
 * or a person left less of the letters' fees than were charged, no more of them than is left. Minor units.
 */
export function ownFeesOf({ charges, steps }: CaseRecord, claimId: ClaimId): bigint {
  const ofClaim = charges.filter((charge) => charge.claimId === claimId && LETTER_FEES.has(charge.kind));
  const sent = new Set(steps.filter(({ byCreditor }) => byCreditor).map(({ id }) => id));
  const own = ofClaim.filter(
    ({ entry, stepId }) => entry === 'charge' && stepId !== null && sent.has(stepId),
  );
  const sum = (of: typeof charges): bigint => of.reduce((total, { minor }) => total + BigInt(minor), 0n);
  return smaller(sum(own), atLeastZero(sum(ofClaim)));
}

/** What of them nobody has paid yet; a payment that came back counts as not made. */
export async function ownFeesLeft(
  tx: Transaction,
  creditorId: CreditorId,
  record: CaseRecord,
  claimId: ClaimId,
): Promise<bigint> {
  const charged = ownFeesOf(record, claimId);
  if (charged === 0n) return 0n;
  const [row] = await tx.query<{ paid: bigint }>(
    `select coalesce(sum(case kind when 'payment' then own_fees_minor else -own_fees_minor end), 0)::bigint as paid
     from settlement where creditor_id = $1 and claim_id = $2`,
    [creditorId, claimId],
  );
  return atLeastZero(charged - (row?.paid ?? 0n));
}
