/**
 * What people have to do: tasks, calls, deadlines that run out; by day, and on a day what cannot wait first. A task about
 * something that is listed by itself, too, is listed once: as the task.
 *
 * Parameters: 1 whose, as `within` reads it; 2 until which day; 3 for whom, or null; 4 days before a claim lapses; 5 the kinds in
 * their order; 6 rows.
 *
 * @param within the condition on a table's `creditor_id`. Example: `t.creditor_id = $1`
 * @param more further columns, of the item `w`, its case `d`, debtor `b` and creditor `r`
 */
export function workSql(within: (alias: string) => string, more = ''): string {
  return `
  with work as (
    select case when t.key like 'objection:%' then 'objection' when t.key = 'limitation' then 'limitation'
        when t.key like 'doubt:%' or t.key like 'creditor-approves:%' then 'answer-due'
        when t.key like 'call%' or t.key like 'instalment-late:%' then 'call' else 'task' end as kind,
      t.due_on, t.creditor_id, t.case_id, t.title, t.id, t.assigned_to, true as is_task
    from case_task t where ${within('t')} and t.state = 'open' and t.due_on <= $2
    union all
    select 'limitation', d.lapses_on, d.creditor_id, d.id, 'A claim may lapse: interrupt limitation, or let it go.', null,
      d.handler, false
    from debt_case d where ${within('d')} and d.state <> 'closed' and d.lapses_on <= $2::date + $4::int
      and not exists (select from case_task t where t.creditor_id = d.creditor_id and t.case_id = d.id
        and t.key = 'limitation' and t.state = 'open')
    union all
    select 'call', s.due_on, s.creditor_id, s.case_id, 'Call the debtor: ' || s.kind, s.id, null, false
    from case_step s where ${within('s')} and s.state = 'planned' and s.channel = 'call' and s.due_on <= $2
    union all
    select 'answer-due', p.answer_by, p.creditor_id, p.case_id, 'The debtor’s answer to the proposed plan is due.', p.id, null,
      false
    from case_plan p where ${within('p')} and p.state = 'proposed' and p.answer_by <= $2
    union all
    select 'ends', p.until_on, p.creditor_id, p.case_id, 'A pause ends: the road goes on.', p.id, null, false
    from case_pause p where ${within('p')} and p.ended_at is null and p.case_id is not null and p.until_on = $2
    union all
    select 'ends', f.until_on, f.creditor_id, f.case_id, 'A deferral ends: the road goes on.', f.id, null, false
    from case_deferral f where ${within('f')} and f.state = 'active' and f.until_on = $2
  )
  select w.kind, w.due_on as "dueOn", w.case_id as "caseId", d.reference as "caseReference", w.title, w.id,
    w.is_task as "isTask", coalesce(w.assigned_to, d.handler) as "assignedTo"${more}
  from work w join debt_case d on d.creditor_id = w.creditor_id and d.id = w.case_id
    join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
    join creditor r on r.creditor_id = d.creditor_id
  where $3::text is null or coalesce(w.assigned_to, d.handler, $3) = $3
  order by w.due_on, array_position($5::text[], w.kind), d.reference, w.title limit $6`;
}
