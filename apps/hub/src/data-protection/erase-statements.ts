import type { ErasablePart } from '@app/collection';

/** From here on it is a debtor that no ledger has: the same customer, should they owe again, is met anew. */
const SENSITIVE = [
  `update case_debtor set contact_points = '[]', circumstances = '{}', guardian = null, stand_ins = '{}', address = null,
     ledger_debtor_id = 'erased:' || id where creditor_id = $1 and id = $2`,
  `update debt_case set ledger_debtor_id = 'erased:' || debtor_id, decision = null, decision_digest = null
   where creditor_id = $1 and id = any($3::uuid[])`,
  `delete from debtor_page_visit where creditor_id = $1
     and key_id in (select id from debtor_page_key where creditor_id = $1 and case_id = any($3::uuid[]))`,
  `delete from debtor_page_key where creditor_id = $1 and case_id = any($3::uuid[])`,
];

const CASE_FILE = [
  // The mirror forgets whom the ledger has no open item of; a new reading of the ledger brings them back.
  `update debtor d set fingerprint = '', image = jsonb_build_object('ledgerDebtorId', d.ledger_debtor_id, 'kind', 'unknown',
      'name', $5::text, 'emails', '[]'::jsonb, 'phones', '[]'::jsonb, 'factored', false)
   from claim c where c.creditor_id = $1 and c.id = any($4::uuid[]) and d.creditor_id = $1
     and d.connection_id = c.connection_id and d.ledger_debtor_id = c.ledger_debtor_id
     and not exists (select from open_item i where i.creditor_id = $1 and i.connection_id = d.connection_id
       and i.ledger_debtor_id = d.ledger_debtor_id and i.outstanding_minor <> 0)`,
  `update case_debtor set name = $5, organisation_number = null, kind = 'unknown', standing = null, category = null,
     kept_by_hand = true where creditor_id = $1 and id = $2`,
  `update case_letter set recipient = '{}', input = '{}', subject = null, text = '', html = null, document = null, proof = null,
     note = null where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_objection set text = '', outcome = null where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_deferral set reason = '' where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_pause set reason = '', detail = erased_detail(detail)
   where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_plan set note = '', basis = erased_detail(basis) where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_task set title = '', detail = '{}', outcome = null where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_step set decision = '{}' where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update case_claim set subject = null, hold = null where creditor_id = $1 and case_id = any($3::uuid[])`,
  `update claim set hold_detail = null where creditor_id = $1 and id = any($4::uuid[])`,
  `update outbox_message set payload = erased_detail(payload), note = null
   where creditor_id = $1 and claim_id = any($4::uuid[])`,
  `update collected_claim set handed_over = ((handed_over::jsonb - 'debtor') || jsonb_build_object('debtor', '{}'::jsonb))::json
   where creditor_id = $1 and claim_id = any($4::uuid[])`,
];

/**
 * What overwrites each part, besides what the database's own functions see to. In all of them: $1 creditor, $2 debtor, $3 cases,
 * $4 claims, $5 what stands for the name.
 */
export const ERASE: Readonly<Record<ErasablePart, readonly string[]>> = {
  sensitive: SENSITIVE,
  'case-file': CASE_FILE,
  books: [],
};

/** Rows that no role may change: the database's functions ask for an entry of this transaction in the audit log. As `ERASE`. */
export const ERASE_GUARDED: Readonly<Partial<Record<ErasablePart, string>>> = {
  'case-file': 'select erase_debtor_history($2, $3::uuid[], $4::uuid[])',
  books: 'select erase_debtor_payees($2, $3::uuid[], $4::uuid[], $5)',
};
