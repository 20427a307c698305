import pg from 'pg';

export const CREDITORS = 200;
export const BENCH_NOW = '2026-06-15T08:00:00.000Z';

/**
 * What a collector has after four years: of five claims four have a case of their own, a tenth of the debtors have two
 * cases, more than half of all is closed; one creditor of two hundred has a fourteenth of everything. Filled without indexes, which
 * are then made anew as they were.
 *
 * @returns cases, for so many claims
 */
export async function fill(adminUrl: string, claims: number): Promise<number> {
  const cases = Math.round((claims * 4) / 5);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`);
    const indexes = await client.query<{ name: string; definition: string }>(INDEXES, [TABLES]);
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
    for (const statement of STATEMENTS) await client.query(statement.replaceAll(':cases', String(cases)));
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  return cases;
}

const TABLES = [
  'debt_case',
  'case_claim',
  'case_debtor',
  'case_step',
  'case_charge',
  'case_event',
  'case_task',
];

/** Those that no constraint stands on. */
const INDEXES = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class t on t.oid = i.indrelid
  where t.relname = any($1) and t.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;

const ID = (kind: string, n: string): string =>
  `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const DAY = `date '2026-06-15'`;
const SYLLABLES = `array['bra','dal','ek','fjel','gra','ha','isa','kol','lun','mor','nes','oda','per','ros','sol','tor','ulv','vik','ask','berg']`;
const SYLLABLE = (n: string): string => `(${SYLLABLES})[1 + (${n}) % 20]`;

const STATEMENTS: readonly string[] = [
  `create temporary table work as
   select n, ${ID('0195aaaa', 'n')} as case_id, ${ID('0195bbbb', 'case when n % 10 = 1 and n > 1 then n - 1 else n end')} as debtor_id,
     ${ID('0195c0de', `1 + floor(${CREDITORS} * power((((n / 10) * 7919) % 10007) / 10007.0, 2))::int`)} as creditor_id,
     ${DAY} - (1460 - n * 1459 / :cases)::int as opened_on, (n * 104729) % 1000 as dice,
     case when (n * 104729) % 1000 < 550 then 'closed' when (n * 104729) % 1000 < 570 then 'legal' else 'open' end as state,
     10000 + (n * 982451653) % 2000000 as principal
   from generate_series(1::bigint, :cases) n`,
  `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
   select ${ID('0195c0de', 'n')}, 'Bench ' || n || ' AS', lpad(n::text, 9, '0'), 'NO', 'NOK', now()
   from generate_series(1, ${CREDITORS}) n`,
  `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers, approval,
     created_at, created_by)
   select creditor_id, 1, 14, '{}', '2020-01-01', '{}', 'automatic', now(), 'bench' from creditor`,
  `insert into rule_approval (creditor_id, rule, version, approved_by, approved_at)
   select creditor_id, rule, case rule when 'process' then 0 else 1 end, 'bench', '2022-01-01'
   from creditor, unnest(array['process', 'channels']) rule`,
  `insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, standing, name, organisation_number, language,
     address, contact_points, circumstances, history, changed_at)
   select creditor_id, debtor_id, creditor_id, n::text, case when n % 5 = 0 then 'company' else 'person' end,
     case when n % 5 = 0 then 'business' else 'consumer' end,
     initcap(${SYLLABLE('n')} || ${SYLLABLE('n / 20')}) || ' ' || initcap(${SYLLABLE('n / 7')} || ${SYLLABLE('n / 400')} || ${SYLLABLE('n / 3')})
       || case when n % 5 = 0 then ' AS' else '' end,
     case when n % 5 = 0 then '0' || lpad(n::text, 8, '0') end, 'nb',
     '{"lines": ["Eksempelveien 1"], "postalCode": "0000", "city": "Eksempelvik"}', '[]', '{}', 'new', now()
   from work where n % 10 <> 1 or n = 1`,
  `insert into debt_case (creditor_id, id, reference, connection_id, ledger_debtor_id, debtor_id, currency, state, closed_by,
     opened_on, opened_at, decided_revision, next_step, next_on, outcome, assessed_on, principal_minor, interest_minor, costs_minor,
     court_minor, overpaid_minor, last_event, revision, decision, held_by, lapses_on)
   select creditor_id, case_id, 'K-' || lpad(((n * 982451653) % 1000000000000000)::text, 15, '0'), creditor_id, n::text, debtor_id,
     'NOK', state, case state when 'closed' then 'paid' end, opened_on, opened_on, 1, step, ${DAY} + (dice % 20)::int,
     case when state = 'closed' then 'done' when hold = 'deadline-running' then 'wait' else 'held' end, ${DAY},
     case when state = 'closed' then 0 else principal end, principal / 50, 7000, 0, 0, 4, 1,
     json_build_object('outcome', 'held', 'decidedOn', ${DAY}, 'holds', json_build_array(json_build_object('reason', hold,
       'inputs', json_build_object('deadlineOn', ${DAY} + 3))), 'elsewhere', '[]'::json, 'warnings', '[]'::json),
     case when state = 'closed' then array['settled'] else array[hold] end, ${DAY} + 20 + (n % 3000)::int
   from (select w.*, case when state = 'closed' then null else (array['friendly-reminder', 'reminder', 'collection-notice',
       'demand', 'debt-information', 'legal-notice', 'legal-hand-off', 'demand'])[1 + (n / 3) % 8] end as step,
     case when dice % 2000 = 999 then 'protected-address' when dice % 100 = 1 then 'objection-open'
       when dice % 50 = 3 then 'deferral' when dice % 15 = 4 then 'plan-in-good-standing'
       when dice % 20 = 6 then 'person-must-approve' else 'deadline-running' end as hold from work w) w`,
  `insert into case_claim (creditor_id, claim_id, case_id, reference, invoice_number, invoiced_on, due_on, payment_reference,
     principal_minor, reduced_before_minor, outstanding_minor, state, last_message, followed_revision, joined_at)
   select creditor_id, ${ID('0195cccc', 'n * 2 + k')}, case_id, 'K-' || lpad(((n * 982451653 + k) % 1000000000000000)::text, 15, '0'),
     (100000 + n)::text || case k when 0 then '' else '-2' end, opened_on - 45, opened_on - 30 + k, '1234567897',
     principal / case when n % 4 = 0 then 2 else 1 end, 0,
     case when state = 'closed' then 0 else principal / case when n % 4 = 0 then 2 else 1 end end,
     case when state = 'closed' then 'closed' else 'open' end, 1, 0, opened_on
   from work, generate_series(0, 1) k where k = 0 or n % 4 = 0`,
  `insert into case_step (creditor_id, case_id, id, kind, regime, state, due_on, done_on, deadline_on, channel, tone, fallback,
     decision, claim_ids, changed_at)
   select creditor_id, case_id, ${ID('0195dddd', 'n * 4 + s.at')}, s.kind, 'NO-1988', s.state, opened_on + s.after,
     case s.state when 'done' then opened_on + s.after end, opened_on + s.after + 16,
     case when s.state = 'planned' then 'call' else 'letter' end, 'plain', '{}', '{}', array[${ID('0195cccc', 'n * 2')}], opened_on
   from work w, (values (0, 'reminder', 16, 'done'), (1, 'collection-notice', 37, 'done'), (2, 'demand', 58, 'planned')) as s(at, kind, after, state)
   where s.state = 'done' or (w.state = 'open' and n % 40 = 0)`,
  `insert into case_charge (creditor_id, case_id, number, entry, part, kind, claim_id, amount_minor, charged_on, rule, step_id, actor,
     created_at)
   select creditor_id, case_id, s.at, 'charge', 'costs', s.kind, ${ID('0195cccc', 'n * 2')}, 3500, opened_on + s.after, '{}',
     ${ID('0195dddd', 'n * 4 + s.at - 1')}, 'system', opened_on
   from work, (values (1, 'reminder-fee', 16), (2, 'notice-fee', 37)) as s(at, kind, after)`,
  `insert into case_event (creditor_id, case_id, sequence, kind, detail, actor, at)
   select creditor_id, case_id, s.at, s.kind, '{"step": "reminder"}', 'system', opened_on
   from work, (values (1, 'opened'), (2, 'next-step-decided'), (3, 'letter-sent'), (4, 'fee-charged')) as s(at, kind)`,
  `insert into case_task (creditor_id, case_id, id, key, title, detail, due_on, state, created_at, created_by)
   select creditor_id, case_id, ${ID('0195eeee', 'n')}, 'by-hand:bench', 'Call the debtor back.', '{}',
     ${DAY} - 30 + (dice % 90)::int, case when dice % 3 = 0 then 'open' else 'done' end, now(), 'bench'
   from work where state = 'open' and n % 5 = 0`,
];
