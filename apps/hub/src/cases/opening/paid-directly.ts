import type { CaseId, ClaimId } from '@app/domain';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import type { CaseBook } from '../case-book.js';

/** The task that asks a person when the ledger stays silent about a payment that was reported. */
export function paidDirectlyTask(pauseId: string): string {
  return `paid-directly:${pauseId}`;
}

interface Ended {
  readonly id: string;
  readonly caseId: CaseId;
  readonly claimId: ClaimId;
  readonly seenMinor: string;
  readonly because: 'seen' | 'claim-over';
}

/**
 * Ends what waits for payments that debtors made to the creditor: the ledger shows at least as much as was reported, paid no
 * earlier, or nothing of the claim is left to wait for. The money itself is counted as the ledger tells it, once; a payment
 * that has ended one report ends no other. On locked cases, in the transaction that counts.
 */
export async function endSeenReports(
  tx: Transaction,
  book: CaseBook,
  caseIds: readonly CaseId[],
  now: Date,
): Promise<void> {
  if (caseIds.length === 0) return;
  const ended = await tx.query<Ended>(END, [tx.creditorId, idArray([...new Set(caseIds)]), now]);
  if (ended.length === 0) return;
  const tasks = await tx.query<{ id: string; caseId: CaseId; key: string; outcome: string }>(SETTLE, [
    tx.creditorId,
    JSON.stringify(
      ended.map(({ id, caseId, because }) => ({ caseId, key: paidDirectlyTask(id), outcome: because })),
    ),
    now,
  ]);
  await book.tell(tx, [
    ...ended.map(({ id, caseId, claimId, seenMinor, because }) => ({
      caseId,
      kind: because === 'seen' ? 'paid-directly-seen' : 'paid-directly-ended',
      detail: { pauseId: id, claimId, seenMinor, because },
      actor: 'system',
    })),
    ...tasks.map(({ id, caseId, key, outcome }) => ({
      caseId,
      kind: 'task-done',
      detail: { taskId: id, key, outcome },
      actor: 'system',
    })),
  ]);
}

const END = prepared(`
  with report as (
    select p.id, p.case_id, p.claim_ids[1] as claim_id, (p.detail->>'paidOn')::date as paid_on,
      (p.detail->>'amountMinor')::bigint as minor, (p.detail->>'after')::int as after
    from case_pause p
    where p.creditor_id = $1 and p.case_id = any($2::uuid[]) and p.ended_at is null and p.kind = 'paid-directly'),
  seen as (
    select r.*, c.state, m.minor as seen_minor, m.through
    from report r join case_claim c on c.creditor_id = $1 and c.claim_id = r.claim_id
    cross join lateral (
      select coalesce(sum(m.amount_minor), 0)::bigint as minor, coalesce(max(m.number), r.after) as through
      from case_movement m
      where m.creditor_id = $1 and m.case_id = r.case_id and m.claim_id = r.claim_id and m.kind = 'direct-payment'
        and m.number > r.after and m.value_on >= r.paid_on) m)
  update case_pause p set ended_at = $3, ended_by = 'system',
    detail = p.detail || jsonb_build_object('seenMinor', s.seen_minor::text, 'seenThrough', s.through)
  from seen s
  where p.creditor_id = $1 and p.id = s.id and (s.seen_minor >= s.minor or s.state in ('closed', 'withdrawn'))
  returning s.id, s.case_id as "caseId", s.claim_id as "claimId", s.seen_minor::text as "seenMinor",
    case when s.seen_minor >= s.minor then 'seen' else 'claim-over' end as because`);

const SETTLE = prepared(`
  update case_task t set state = 'done', outcome = x.outcome, ended_at = $3, ended_by = 'system'
  from jsonb_to_recordset($2::jsonb) as x("caseId" uuid, key text, outcome text)
  where t.creditor_id = $1 and t.case_id = x."caseId" and t.key = x.key and t.state = 'open'
  returning t.id, t.case_id as "caseId", t.key, t.outcome`);
