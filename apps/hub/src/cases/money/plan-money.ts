import type { CaseId } from '@app/domain';
import { prepared, type Transaction } from '../../database/transaction.js';

/**
 * Money fills the instalments of the running plan in the order of their days, and money taken back empties them from the
 * end. Without a running plan nothing happens; one whose last instalment is filled is ended, and told of, by who looks after
 * plans.
 */
export async function fillInstalments(tx: Transaction, caseId: CaseId, minor: bigint): Promise<void> {
  if (minor === 0n) return;
  await tx.query(minor > 0n ? FILL : EMPTY, [tx.creditorId, caseId, minor > 0n ? minor : -minor]);
}

const RUNNING = `select i.* from case_plan p join case_instalment i on i.creditor_id = p.creditor_id and i.case_id = p.case_id
    and i.plan_id = p.id where p.creditor_id = $1 and p.case_id = $2 and p.state = 'running'`;

const FILL = prepared(`
  with room as (
    select r.*, sum(amount_minor - paid_minor) over (order by number) - (amount_minor - paid_minor) as before from (${RUNNING}) r
  )
  update case_instalment i set paid_minor = i.paid_minor + least(r.amount_minor - r.paid_minor, $3::bigint - r.before)
  from room r
  where i.creditor_id = $1 and i.case_id = $2 and i.plan_id = r.plan_id and i.number = r.number
    and r.before < $3::bigint and r.paid_minor < r.amount_minor`);

const EMPTY = prepared(`
  with filled as (
    select r.*, sum(paid_minor) over (order by number desc) - paid_minor as before from (${RUNNING}) r
  )
  update case_instalment i set paid_minor = i.paid_minor - least(r.paid_minor, $3::bigint - r.before)
  from filled r
  where i.creditor_id = $1 and i.case_id = $2 and i.plan_id = r.plan_id and i.number = r.number
    and r.before < $3::bigint and r.paid_minor > 0`);
