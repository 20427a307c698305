/**
 * What people have to do: tasks, calls, deadlines that run out; by day, on a day what cannot wait first, and of that the
 * oldest cases. A task about something that is listed by itself, too, is listed once: as the task.
 *
 * Parameters: 1 whose, as `within` reads it; 2 until which day; 3 for whom, or null; 4 days before a claim lapses; 5 the kinds in
 * their order; 6 rows.
 *
 * @param within the condition on a table's `creditor_id`. Example: `t.creditor_id = $1`
 * @param more further columns, of the item `w`, its case `d`, debtor `b` and creditor `r`
 */
export function workSql(within: (alias: string) => string, more = ''): string {
  const sources = SOURCES.map((source) => earliest(source, within));
  return `
  with work as (${sources.join(' union all ')}), first as (
    select w.*, row_number() over (order by w.due_on, array_position($5::text[], w.kind), w.case_id, w.id) as place
    from work w order by place limit $6
  )
  select w.kind, w.due_on as "dueOn", w.case_id as "caseId", d.reference as "caseReference", w.title, w.task_key as "key", w.id,
    w.is_task as "isTask", coalesce(w.assigned_to, d.handler) as "assignedTo"${more}
  from first w join debt_case d on d.creditor_id = w.creditor_id and d.id = w.case_id
    join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
    join creditor r on r.creditor_id = d.creditor_id
  order by w.place`;
}

/** Where work comes from: rows of a table `t`. */
interface Source {
  /** As SQL: one of the kinds. */
  readonly kind: string;
  readonly table: string;
  readonly dueOn: string;
  readonly caseId?: string;
  /** As SQL. */
  readonly title: string;
  readonly id: string;
  readonly assignedTo?: string;
  /** As SQL, of a task. */
  readonly key?: string;
  readonly isTask?: boolean;
  readonly where: string;
}

const SOURCES: readonly Source[] = [
  {
    kind: `case when t.key like 'objection:%' then 'objection' when t.key = 'limitation' then 'limitation'
      when t.key like 'doubt:%' or t.key like 'creditor-approves:%'
        or t.key like 'paid-directly:%' then 'answer-due'
      when t.key like 'call%' or t.key like 'instalment-late:%' then 'call' else 'task' end`,
    table: 'case_task',
    dueOn: 't.due_on',
    title: 't.title',
    id: 't.id',
    assignedTo: 't.assigned_to',
    key: 't.key',
    isTask: true,
    where: `t.state = 'open' and t.due_on <= $2`,
  },
  {
    kind: `'limitation'`,
    table: 'debt_case',
    dueOn: 't.lapses_on',
    caseId: 't.id',
    title: `'A claim may lapse: interrupt limitation, or let it go.'`,
    id: 'null::uuid',
    where: `t.state <> 'closed' and t.lapses_on <= $2::date + $4::int
      and not exists (select from case_task o where o.creditor_id = t.creditor_id and o.case_id = t.id
        and o.key = 'limitation' and o.state = 'open')`,
  },
  {
    kind: `'call'`,
    table: 'case_step',
    dueOn: 't.due_on',
    title: `'Call the debtor: ' || t.kind`,
    id: 't.id',
    where: `t.state = 'planned' and t.channel = 'call' and t.due_on <= $2`,
  },
  {
    kind: `'answer-due'`,
    table: 'case_plan',
    dueOn: 't.answer_by',
    title: `'The debtor’s answer to the proposed plan is due.'`,
    id: 't.id',
    where: `t.state = 'proposed' and t.answer_by <= $2`,
  },
  {
    kind: `'ends'`,
    table: 'case_pause',
    dueOn: 't.until_on',
    title: `'A pause ends: the road goes on.'`,
    id: 't.id',
    where: `t.ended_at is null and t.case_id is not null and t.until_on = $2`,
  },
  {
    kind: `'ends'`,
    table: 'case_deferral',
    dueOn: 't.until_on',
    title: `'A deferral ends: the road goes on.'`,
    id: 't.id',
    where: `t.state = 'active' and t.until_on = $2`,
  },
];

/**
 * The earliest of one source, no more than the list shows, and with the last of them all of the same day: so each source is
 * walked along its own index, and which of a day come first is decided among all.
 */
function earliest(source: Source, within: (alias: string) => string): string {
  const { kind, table, dueOn, title, id, where } = source;
  const { caseId = 't.case_id', assignedTo = 'null::text', key = 'null::text', isTask = false } = source;
  return `(
    select ${kind} as kind, ${dueOn} as due_on, t.creditor_id, ${caseId} as case_id, ${title} as title,
      ${key} as task_key, ${id} as id,
      ${assignedTo} as assigned_to, ${isTask} as is_task
    from ${table} t where ${within('t')} and ${where}
      and ($3::text is null or ${assignedTo} = $3 or (${assignedTo} is null
        and not exists (select from debt_case c where c.creditor_id = t.creditor_id and c.id = ${caseId} and c.handler <> $3)))
    order by ${dueOn} fetch first $6 rows with ties)`;
}
