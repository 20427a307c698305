import type { Transaction } from '../database/transaction.js';
import type { Claim } from './claim-row.js';

/**
 * Takes back the hand-over of an approved claim, which the caller has locked, if it has never been on its way; false when it
 * has: the pipeline may know the claim then. Nothing needs to follow it, since nobody was told anything.
 */
export async function cancelHandOver(tx: Transaction, claim: Claim, why: string): Promise<boolean> {
  // What a hold has cancelled before was not on its way either.
  const rows = await tx.query(
    `update outbox_message m set state = 'cancelled', note = $3, undo_until = null
     where m.creditor_id = $1 and m.claim_id = $2 and m.undo_until is not null and m.state in ('pending', 'cancelled')
       and m.sequence = (select max(sequence) from outbox_message h
         where h.creditor_id = $1 and h.claim_id = $2 and h.kind = 'hand-over')
     returning 1`,
    [claim.creditorId, claim.id, why],
  );
  return rows.length > 0;
}

/** Until when the approval of the claim can be undone for sure. */
export async function undoUntilOf(tx: Transaction, claim: Claim): Promise<Date | undefined> {
  const [last] = await tx.query<{ undoUntil: Date | null }>(
    `select undo_until as "undoUntil" from outbox_message
     where creditor_id = $1 and claim_id = $2 and kind = 'hand-over' order by sequence desc limit 1`,
    [claim.creditorId, claim.id],
  );
  return last?.undoUntil ?? undefined;
}
