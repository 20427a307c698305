import type { CaseDebtorId, CreditorId } from '@app/domain';
import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { debtorNotFound } from './erasure-problems.js';

/** Everything that the hub keeps of one debtor, as a document for them. */
@Injectable()
export class DebtorExport {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * JSON as text, made by PostgreSQL: amounts are whole numbers in minor units, exact however large. Letters are listed with
   * their text; the documents are at the addresses of the cases' letters. A protected address stays protected.
   * @throws ProblemError case-debtor-not-found
   */
  of(creditorId: CreditorId, debtorId: CaseDebtorId): Promise<string> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const [row] = await tx.query<{ document: string }>(EXPORT, [
        creditorId,
        debtorId,
        this.clock.now().toISOString(),
      ]);
      if (!row) throw debtorNotFound(debtorId);
      return row.document;
    });
  }
}

/** More rows of one kind than any debtor has; a document that is cut says so by its length. */
const ROWS_MAX = 10_000;

const rows = (table: string, where: string, order: string, row = 'to_jsonb(x)'): string =>
  `(select coalesce(jsonb_agg(y.line), '[]') from (select ${row} - 'creditor_id' as line from ${table} x
    where x.creditor_id = $1 and ${where} order by ${order} limit ${ROWS_MAX}) y)`;

const ofCase = (table: string, order: string, row?: string): string =>
  rows(table, 'x.case_id = d.id', order, row);

/** Without what only the machine needs, and the document's bytes. */
const LETTER = `to_jsonb(x) - '{document,html,input,external_id,not_before,attempts,checked_revision}'::text[]
  - (case when shy then 'recipient' else '' end)
  || jsonb_build_object('document', case when x.document is null then null
    else 'cases/' || x.case_id || '/letters/' || x.id || '/pdf' end)`;

const OF_CASE = {
  claims: ofCase('case_claim', 'x.claim_id'),
  letters: ofCase('case_letter', 'x.created_at, x.id', `(${LETTER})`),
  fees: ofCase('case_charge', 'x.number'),
  movements: ofCase('case_movement', 'x.number'),
  timeline: ofCase('case_event', 'x.sequence'),
  notes: ofCase('case_note', 'x.at, x.id'),
  objections: ofCase('case_objection', 'x.created_at, x.id'),
  deferrals: ofCase('case_deferral', 'x.created_at, x.id'),
  plans: ofCase('case_plan', 'x.created_at, x.id'),
  instalments: ofCase('case_instalment', 'x.plan_id, x.number'),
  pauses: ofCase('case_pause', 'x.created_at, x.id'),
  tasks: ofCase('case_task', 'x.created_at, x.id'),
  payouts: ofCase('payout', 'x.created_at, x.id'),
};

const PARTS = Object.entries(OF_CASE)
  .map(([name, sql]) => `'${name}', ${sql}`)
  .join(', ');

const EXPORT = `
  select jsonb_build_object(
    'exportedAt', $3::text,
    'creditor', (select r.name from creditor r where r.creditor_id = $1),
    'debtor', to_jsonb(b) - 'creditor_id' - (case when shy then 'address' else '' end),
    'earlierVersions', ${rows('case_debtor_version', 'x.debtor_id = b.id', 'x.number', `(to_jsonb(x) || jsonb_build_object('before', x.before - (case when shy then 'address' else '' end)))`)},
    'asTheLedgerTells', (select m.image - (case when shy then 'address' else '' end) from debtor m
      where m.creditor_id = $1 and m.connection_id = b.connection_id and m.ledger_debtor_id = b.ledger_debtor_id),
    'cases', (select coalesce(jsonb_agg(jsonb_build_object('case', to_jsonb(d) - 'creditor_id' - 'decision_digest', ${PARTS})
      order by d.id), '[]') from debt_case d where d.creditor_id = $1 and d.debtor_id = b.id),
    'claims', ${rows(
      'claim',
      `x.id in (select c.claim_id from case_claim c join debt_case d on d.creditor_id = $1 and d.id = c.case_id
        where c.creditor_id = $1 and d.debtor_id = b.id)`,
      'x.id',
    )},
    'settlements', ${rows(
      'settlement',
      `x.claim_id in (select c.claim_id from case_claim c join debt_case d on d.creditor_id = $1
        and d.id = c.case_id where c.creditor_id = $1 and d.debtor_id = b.id)`,
      'x.created_at, x.id',
    )},
    'openedBy', ${rows(
      'personal_data_access',
      `(x.subject_id = b.id or x.subject_id in (select d.id from debt_case d
        where d.creditor_id = $1 and d.debtor_id = b.id))`,
      'x.id',
      `(to_jsonb(x) - 'request_id')`,
    )}
  )::text as document
  from case_debtor b, lateral (select b.circumstances ? 'protectedAddress' as shy) as protection
  where b.creditor_id = $1 and b.id = $2`;
