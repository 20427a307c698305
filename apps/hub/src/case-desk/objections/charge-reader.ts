import type { CaseId, CreditorId } from '@app/domain';
import { prepared, type Transaction } from '../../database/transaction.js';
import type { StandingCharge } from './objection-costs.js';

/** What a case was charged, each with what of it still stands: replaced, waived and lost parts are taken off. */
export function standingCharges(
  tx: Transaction,
  creditorId: CreditorId,
  caseId: CaseId,
): Promise<StandingCharge[]> {
  return tx.query<StandingCharge>(STANDING, [creditorId, caseId]);
}

const STANDING = prepared(`
  select c.number, c.part, c.kind, c.claim_id as "claimId", (c.amount_minor + coalesce((
    select sum(o.amount_minor) from case_charge o
    where o.creditor_id = c.creditor_id and o.case_id = c.case_id and o.about_number = c.number), 0))::bigint as "amountMinor"
  from case_charge c
  where c.creditor_id = $1 and c.case_id = $2 and c.entry in ('charge', 'replacement') and c.about_number is null
  order by c.number`);
