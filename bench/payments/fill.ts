import pg from 'pg';

export const CREDITORS = 4;
export const BENCH_NOW = '2026-11-28T08:00:00.000Z';
/** As large-file.ts names it. */
export const ACCOUNT = 'XX6300000000001';

/** As `minorOf` of bench/bank-files/large-file.ts. */
const MINOR = '((n * 7919) % 999983 + 1)';
const ID = (kind: string, n: string): string =>
  `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const CREDITOR = ID('0195c0de', `n % ${CREDITORS} + 1`);

/** One claim in a case of its own for each entry of the file, owing what the entry pays; every fourth owes twice as much. */
export async function fill(adminUrl: string, entries: number, references: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('create temporary table reference (n int, kid text)');
    for (let at = 0; at < references.length; at += 50_000)
      await client.query(
        `insert into reference select $1 + o - 1, kid from unnest($2::text[]) with ordinality u(kid, o)`,
        [at, references.slice(at, at + 50_000)],
      );
    for (const statement of STATEMENTS) await client.query(statement.replaceAll(':entries', String(entries)));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const OWED = `${MINOR} * case when n % 4 = 0 then 2 else 1 end`;

const STATEMENTS: readonly string[] = [
  `create temporary table work as select n, kid, ${ID('0195aaaa', 'n')} as case_id, ${ID('0195bbbb', 'n')} as debtor_id,
     ${ID('0195cccc', 'n')} as claim_id, ${CREDITOR} as creditor_id, ${OWED} as owed from reference`,
  `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
   select ${ID('0195c0de', 'n')}, 'Bench ' || n || ' AS', '30000000' || n, 'NO', 'NOK', now() from generate_series(1, ${CREDITORS}) n`,
  `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers, approval,
     created_at, created_by)
   select creditor_id, 1, 14, '{}', '2025-01-01', '{}', 'automatic', now(), 'bench' from creditor`,
  `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state, write_back_target,
     write_back_mode, created_at)
   select creditor_id, creditor_id, creditor_id, 'bench', '1', name, 'active', '{"type": "1"}', 'automatic', now() from creditor`,
  `insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on, due_on,
     currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor, overpaid_minor,
     payment_reference, state, last_event, last_message, created_at, changed_at)
   select creditor_id, claim_id, creditor_id, 'I' || n, n::text, 'F' || n, '2026-09-01', '2026-10-01', 'NOK', owed, 0, 0, 0, owed, 0,
     kid, 'in-collection', 2, 1, now(), now() from work`,
  `insert into debtor (creditor_id, connection_id, ledger_debtor_id, image, fingerprint, changed_at)
   select creditor_id, creditor_id, n::text, '{"name": "Prøve Testesen"}', 'x', now() from work`,
  `insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, standing, name, language, address,
     contact_points, circumstances, history, changed_at)
   select creditor_id, debtor_id, creditor_id, n::text, 'person', 'consumer', 'Prøve Testesen', 'nb',
     '{"lines": ["Eksempelveien 1"], "postalCode": "0000", "city": "Eksempelvik"}', '[]', '{}', 'new', now() from work`,
  `insert into debt_case (creditor_id, id, reference, connection_id, ledger_debtor_id, debtor_id, currency, state, opened_on,
     opened_at, decided_revision, principal_minor, interest_minor, costs_minor, court_minor, overpaid_minor, last_event, revision)
   select creditor_id, case_id, 'K-' || n, creditor_id, n::text, debtor_id, 'NOK', 'open', '2026-10-20', now(), 1, owed, 0, 0, 0, 0, 0, 1
   from work`,
  `insert into case_claim (creditor_id, claim_id, case_id, reference, invoice_number, invoiced_on, due_on, payment_reference,
     principal_minor, reduced_before_minor, outstanding_minor, state, last_message, followed_revision, joined_at)
   select creditor_id, claim_id, case_id, 'K-' || n, 'F' || n, '2026-09-01', '2026-10-01', kid, owed, 0, owed, 'open', 1, 0, now()
   from work`,
  `insert into collected_claim (creditor_id, claim_id, reference, state, currency, outstanding_minor, handed_over, last_message,
     handed_over_message, revision, accepted_at)
   select creditor_id, claim_id, 'K-' || n, 'open', 'NOK', owed, '{}', 1, 1, 0, now() from work`,
];
