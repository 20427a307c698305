import pg from 'pg';

export const CREDITORS = 4;
/** The day that the pass is for. */
export const BENCH_NOW = '2026-06-15T02:00:00.000Z';

/**
 * Open cases as a collector has them: one to four letters sent, the last of them up to three weeks ago, so that a few are due for
 * the next one; a quarter with two claims, fees with the letters, a part payment on one in ten.
 */
export async function fill(adminUrl: string, cases: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const statement of STATEMENTS) await client.query(statement.replaceAll(':cases', String(cases)));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const ID = (kind: string, n: string): string =>
  `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const CREDITOR = ID('0195c0de', `n % ${CREDITORS} + 1`);
const DAY = `date '2026-06-15'`;
/** The step that was taken last, by its place among the four, and how many days ago. */
const AT = '(n % 4)';
const SINCE = '((n * 7919) % 22)';
/** Whole days since the claim was due: those of the last step, and those since then. */
const AGE = `((array[16, 37, 58, 79])[${AT} + 1] + ${SINCE})`;

const STATEMENTS: readonly string[] = [
  `create temporary table work as select n, ${ID('0195aaaa', 'n')} as case_id, ${ID('0195bbbb', 'n')} as debtor_id, ${CREDITOR} as creditor_id, ${AGE} as age, ${AT} as last
   from generate_series(1, :cases) n`,
  `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
   select ${ID('0195c0de', 'n')}, 'Bench ' || n || ' AS', '30000000' || n, 'NO', 'NOK', now() from generate_series(1, ${CREDITORS}) n`,
  `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers, approval,
     created_at, created_by)
   select creditor_id, 1, 14, '{}', '2025-01-01', '{}', 'automatic', now(), 'bench' from creditor`,
  `insert into rule_approval (creditor_id, rule, version, approved_by, approved_at)
   select creditor_id, rule, case rule when 'process' then 0 else 1 end, 'bench', '2026-01-01'
   from creditor, unnest(array['process', 'channels']) rule`,
  `insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, standing, name, language, address,
     contact_points, circumstances, history, changed_at)
   select creditor_id, debtor_id, creditor_id, n::text, 'person', 'consumer', 'Prøve Testesen', 'nb',
     '{"lines": ["Eksempelveien 1"], "postalCode": "0000", "city": "Eksempelvik"}',
     jsonb_build_array(jsonb_build_object('id', debtor_id, 'channel', 'email', 'value', n || '@debtor.example',
       'consent', 'not-asked', 'failed', false)), '{}', 'new', now() from work`,
  `insert into debt_case (creditor_id, id, reference, connection_id, ledger_debtor_id, debtor_id, currency, state, opened_on,
     opened_at, decided_revision, principal_minor, interest_minor, costs_minor, court_minor, overpaid_minor, last_event, revision)
   select creditor_id, case_id, 'K-' || n, creditor_id, n::text, debtor_id, 'NOK', 'open', ${DAY} - age + 14, now(), 0, 0, 0, 0, 0, 0, 0, 1
   from work`,
  `insert into case_claim (creditor_id, claim_id, case_id, reference, invoice_number, invoiced_on, due_on, payment_reference,
     principal_minor, reduced_before_minor, outstanding_minor, state, last_message, followed_revision, joined_at)
   select creditor_id, ${ID('0195cccc', 'n * 2 + k')}, case_id, 'K-' || n || '-' || k, n || '-' || k, ${DAY} - age - 14,
     ${DAY} - age + k, '1234567897', 50000 + (n * 131) % 900000, 0, 50000 + (n * 131) % 900000 - case when n % 10 = 0 then 10000 else 0 end,
     'open', 1, 0, now()
   from work, generate_series(0, 1) k where k = 0 or n % 16 < 4`,
  `insert into case_movement (creditor_id, case_id, number, source, source_id, line, kind, part, claim_id, amount_minor, value_on,
     detail, created_at)
   select creditor_id, case_id, 1, 'settlement', case_id::text, 1, 'payment', 'principal', ${ID('0195cccc', 'n * 2')}, 10000,
     ${DAY} - age + 20, '{}', now() from work where n % 10 = 0`,
  `insert into case_step (creditor_id, case_id, id, kind, regime, state, due_on, done_on, deadline_on, channel, tone, fallback,
     decision, claim_ids, changed_at)
   select creditor_id, case_id, ${ID('0195dddd', 'n * 8 + s.at')}, s.kind, 'NO-1988', 'done', ${DAY} - age + s.after, ${DAY} - age + s.after,
     ${DAY} - age + s.after + 16, case s.at when 0 then 'email' else 'letter' end, 'plain', '{}', '{}',
     case when n % 16 < 4 then array[${ID('0195cccc', 'n * 2')}, ${ID('0195cccc', 'n * 2 + 1')}] else array[${ID('0195cccc', 'n * 2')}] end, now()
   from work, (values (0, 'friendly-reminder', 16), (1, 'reminder', 37), (2, 'collection-notice', 58), (3, 'demand', 79)) as s(at, kind, after)
   where s.at <= last`,
  `insert into case_charge (creditor_id, case_id, number, entry, part, kind, claim_id, amount_minor, charged_on, rule, step_id, actor,
     created_at)
   select creditor_id, case_id, s.at, 'charge', 'costs', s.kind, ${ID('0195cccc', 'n * 2')}, 3800, ${DAY} - age + s.after, '{}',
     ${ID('0195dddd', 'n * 8 + s.at')}, 'system', now()
   from work, (values (1, 'reminder-fee', 37), (2, 'notice-fee', 58)) as s(at, kind, after) where s.at <= last`,
];
