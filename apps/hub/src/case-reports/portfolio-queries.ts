import { prepared } from '../database/transaction.js';

/** $1 creditor, $2 today, $3 first days of the ages. */
export const AGES = prepared(`
  with aged as (
    select d.currency, d.principal_minor, d.interest_minor, d.costs_minor, width_bucket(coalesce($2::date - (
        select min(c.due_on) from case_claim c
        where c.creditor_id = d.creditor_id and c.case_id = d.id and c.state in ('open', 'paused')), 0), $3::int[]) as age
    from debt_case d where d.creditor_id = $1 and d.state <> 'closed')
  select currency, age, count(*)::int as cases, sum(principal_minor)::bigint as "principalMinor",
    sum(interest_minor)::bigint as "interestMinor", sum(costs_minor)::bigint as "costsMinor"
  from aged group by currency, age order by currency, age`);

/** $1 creditor, $2 first month. */
export const COHORTS = prepared(`
  with started as (
    select d.currency, date_trunc('month', d.opened_on)::date as month, d.closed_by = 'paid' as paid,
      extract(epoch from d.closed_at - d.opened_at) / 86400 as days,
      exists (select from case_step s where s.creditor_id = $1 and s.case_id = d.id and s.state = 'done'
        and s.kind in ('legal-notice', 'legal-hand-off')) as legal,
      (select sum(c.principal_minor - c.reduced_before_minor) from case_claim c
        where c.creditor_id = $1 and c.case_id = d.id) as principal
    from debt_case d where d.creditor_id = $1 and d.opened_on >= $2)
  select currency, month, count(*)::int as cases, coalesce(sum(principal), 0)::bigint as "principalMinor",
    count(*) filter (where paid)::int as "paidCases", count(*) filter (where paid and not legal)::int as "paidBeforeLegal",
    floor(percentile_cont(0.5) within group (order by days) filter (where paid))::int as "medianDaysToPayment"
  from started group by currency, month order by currency, month`);

/** $1 creditor, $2 first month, $3 months followed. A payment before the start counts in the month of the start. */
export const RECOVERY = prepared(`
  with paid as (
    select d.currency, date_trunc('month', d.opened_on)::date as month, m.amount_minor, greatest(0,
      (extract(year from m.value_on) - extract(year from d.opened_on)) * 12
        + extract(month from m.value_on) - extract(month from d.opened_on))::int as after
    from debt_case d join case_movement m on m.creditor_id = d.creditor_id and m.case_id = d.id
    where d.creditor_id = $1 and d.opened_on >= $2 and m.part = 'principal'
      and m.kind in ('payment', 'payment-reversed', 'direct-payment'))
  select currency, month, after, sum(amount_minor)::bigint as "recoveredMinor"
  from paid where after <= $3 group by currency, month, after order by currency, month, after`);

/** $1 creditor, $2 first month. A plan that another took the place of was neither kept nor broken. */
export const PLANS = prepared(`
  select d.currency, count(*) filter (where p.state = 'running')::int as running,
    count(*) filter (where p.state = 'completed')::int as kept, count(*) filter (where p.state = 'ended')::int as broken
  from case_plan p join debt_case d on d.creditor_id = p.creditor_id and d.id = p.case_id
  where p.creditor_id = $1 and p.agreed_on >= $2 group by d.currency order by d.currency`);

/** $1 creditor, $2 first month. */
export const COSTS = prepared(`
  with lines as (
    select d.currency, case when h.entry in ('charge', 'replacement') then h.amount_minor else 0 end as charged,
      case when h.entry in ('waiver', 'lost') then -h.amount_minor else 0 end as given_up, 0 as paid
    from case_charge h join debt_case d on d.creditor_id = h.creditor_id and d.id = h.case_id
    where h.creditor_id = $1 and h.part = 'costs' and h.charged_on >= $2
    union all
    select d.currency, 0, 0, m.amount_minor
    from case_movement m join debt_case d on d.creditor_id = m.creditor_id and d.id = m.case_id
    where m.creditor_id = $1 and m.part = 'costs' and m.value_on >= $2
      and m.kind in ('payment', 'payment-reversed', 'direct-payment', 'costs-lost'))
  select currency, sum(charged)::bigint as "chargedMinor", sum(given_up)::bigint as "givenUpMinor",
    sum(paid)::bigint as "paidMinor"
  from lines group by currency order by currency`);
