import type { CaseId, CreditorId } from '@app/domain';
import { prepared, type Transaction } from '../../database/transaction.js';

/** Interest given up in a case so far: by entries, less those taken back, and by deferrals as far as it was foreseen. Minor units. */
export async function waivedInterest(
  tx: Transaction,
  creditorId: CreditorId,
  caseId: CaseId,
): Promise<bigint> {
  const [row] = await tx.query<{ minor: bigint }>(WAIVED, [creditorId, caseId]);
  return row === undefined || row.minor < 0n ? 0n : row.minor;
}

const WAIVED = prepared(`
  select ((select coalesce(-sum(amount_minor), 0) from case_charge
      where creditor_id = $1 and case_id = $2 and entry = 'waiver' and part = 'interest')
    + (select coalesce(sum((authority->>'expectedInterestMinor')::bigint), 0) from case_deferral
      where creditor_id = $1 and case_id = $2 and state <> 'cancelled'))::bigint as minor`);
