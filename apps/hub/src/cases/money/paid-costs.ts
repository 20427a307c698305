import type { CaseId, LocalDate } from '@app/domain';
import { idArray } from '../../database/id-array.js';
import { prepared, type Statements } from '../../database/transaction.js';

/**
 * Costs that were paid and then fell away (given up, lost by the law) are the debtor's again: what is paid beyond what is
 * charged goes over to `overpaid`. When such a payment is taken back, so is the passing over. The cases are locked.
 */
export async function passOverPaidCosts(
  tx: Statements,
  caseIds: readonly CaseId[],
  on: LocalDate,
  at: Date,
): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.query(PASS_OVER, [tx.creditorId, idArray([...new Set(caseIds)]), on, at]);
}

const PASS_OVER = prepared(`
  with paid as (
    select case_id, claim_id, sum(amount_minor) filter (where part = 'costs') as minor,
      coalesce(sum(amount_minor) filter (where part = 'overpaid' and kind = 'costs-lost'), 0) as passed
    from case_movement where creditor_id = $1 and case_id = any($2::uuid[]) and claim_id is not null
    group by case_id, claim_id
  ), charged as (
    select case_id, claim_id, greatest(sum(amount_minor), 0) as minor
    from case_charge where creditor_id = $1 and case_id = any($2::uuid[]) and part = 'costs' and claim_id is not null
    group by case_id, claim_id
  ), excess as (
    select p.case_id, p.claim_id, x.minor::bigint as minor,
      row_number() over (partition by p.case_id order by p.claim_id) as place
    from paid p left join charged c on c.case_id = p.case_id and c.claim_id = p.claim_id
    cross join lateral (select case when p.minor > coalesce(c.minor, 0) then p.minor - coalesce(c.minor, 0)
      when p.minor < 0 then -least(-p.minor, p.passed) end as minor) x
    where x.minor <> 0
  ), moved as (
    insert into case_movement (creditor_id, case_id, number, source, source_id, line, kind, part, claim_id, amount_minor,
      value_on, detail, created_at)
    select $1, e.case_id, n.number, 'costs-lost', e.case_id || ':' || n.number, 1, 'costs-lost', n.part, e.claim_id,
      n.minor, $3::date, '{}', $4
    from excess e
    cross join lateral (select coalesce(max(m.number), 0) as number from case_movement m
      where m.creditor_id = $1 and m.case_id = e.case_id) last
    cross join lateral (values (last.number + 2 * e.place - 1, 'costs', -e.minor),
      (last.number + 2 * e.place, 'overpaid', e.minor)) as n(number, part, minor)
  )
  update debt_case d set overpaid_minor = greatest(d.overpaid_minor + s.minor, 0)
  from (select case_id, sum(minor)::bigint as minor from excess group by case_id) s
  where d.creditor_id = $1 and d.id = s.case_id`);
