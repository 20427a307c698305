import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CREDITOR_SETTING, databaseRoles } from '../database-roles.js';
import { ERASING_SETTING, REFUSE_CHANGE } from '../tenant-table.js';

/** Histories, and orders of payment, which may not be changed otherwise once they are made. */
const HISTORIES = [
  'audit_entry',
  'case_debtor_version',
  'case_event',
  'case_note',
  'claim_event',
  'collected_message',
  'payout',
  'personal_data_access',
];

/** What is told of a person in rows that are never changed can be overwritten by one function, which writes it down. */
export class EraseDebtors1796200100000 implements MigrationInterface {
  readonly name = 'EraseDebtors1796200100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { owner, app } = databaseRoles;
    const creditor = `creditor_id = (select nullif(current_setting('${CREDITOR_SETTING}', true), '')::uuid)`;
    await queryRunner.query(`
      alter table case_debtor add column erased_parts text[] not null default '{}', add column erase_on date;
      ${REFUSE_CHANGE}
    `);
    for (const table of HISTORIES)
      await queryRunner.query(
        `create policy eraser_overwrites on ${table} to ${owner}
           using (${creditor} and current_setting('${ERASING_SETTING}', true) = 'on') with check (${creditor})`,
      );
    await queryRunner.query(`
      create function erased_detail(detail jsonb) returns jsonb language sql immutable as $$
        select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(detail)
        where jsonb_typeof(value) <> 'object' and (key ~ '(Id|Ids|Minor|On|At|Revision|Version)$'
          or key in ('kind', 'part', 'step', 'channel', 'state', 'entry', 'number', 'counts', 'reference', 'invoiceNumber'))
      $$;
      create function begin_erasure(creditor uuid, debtor uuid) returns void language plpgsql as $$
      begin
        perform set_config('${ERASING_SETTING}', 'on', true);
        if not exists (select from audit_entry where creditor_id = creditor and action = 'case-debtor.erased'
          and subject_id = debtor::text and xmin = pg_current_xact_id()::xid) then
          raise exception 'the erasure of % is not written down', debtor using errcode = 'insufficient_privilege';
        end if;
      end $$;
      create function erase_debtor_payees(debtor uuid, cases uuid[], claims uuid[], pseudonym text) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        creditor constant uuid := nullif(current_setting('${CREDITOR_SETTING}', true), '')::uuid;
      begin
        perform begin_erasure(creditor, debtor);
        update payout set to_name = pseudonym, to_number = '', reference = ''
          where creditor_id = creditor and (case_id = any(cases) or claim_id = any(claims));
        perform set_config('${ERASING_SETTING}', 'off', true);
      end $$;
      create function erase_debtor_history(debtor uuid, cases uuid[], claims uuid[]) returns integer
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        creditor constant uuid := nullif(current_setting('${CREDITOR_SETTING}', true), '')::uuid;
        subjects constant text[] := array[debtor::text] || cases::text[] || claims::text[];
        changed integer;
        total integer := 0;
      begin
        perform begin_erasure(creditor, debtor);
        update case_debtor_version set before = '{}', reason = '' where creditor_id = creditor and debtor_id = debtor;
        get diagnostics changed = row_count; total := total + changed;
        update case_event set detail = erased_detail(detail) where creditor_id = creditor and case_id = any(cases);
        get diagnostics changed = row_count; total := total + changed;
        update case_note set text = '' where creditor_id = creditor and case_id = any(cases);
        get diagnostics changed = row_count; total := total + changed;
        update claim_event set detail = (detail::jsonb - '{note,reason,text,comment}'::text[])::json
          where creditor_id = creditor and claim_id = any(claims);
        get diagnostics changed = row_count; total := total + changed;
        update collected_message set payload = erased_detail(payload)
          where creditor_id = creditor and claim_id = any(claims);
        get diagnostics changed = row_count; total := total + changed;
        update audit_entry set detail = detail - '{note,reason,text,name}'::text[]
          where creditor_id = creditor and subject_id = any(subjects) and action <> 'case-debtor.erased'
            and subject_kind in ('case', 'case-debtor', 'claim');
        get diagnostics changed = row_count; total := total + changed;
        update personal_data_access set reason = null
          where creditor_id = creditor and subject_id::text = any(subjects) and reason is not null;
        get diagnostics changed = row_count; total := total + changed;
        perform set_config('${ERASING_SETTING}', 'off', true);
        return total;
      end $$;
      revoke execute on function erase_debtor_history(uuid, uuid[], uuid[]), begin_erasure(uuid, uuid),
        erase_debtor_payees(uuid, uuid[], uuid[], text) from public;
      grant execute on function erase_debtor_history(uuid, uuid[], uuid[]),
        erase_debtor_payees(uuid, uuid[], uuid[], text) to ${app};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop function erase_debtor_history(uuid, uuid[], uuid[]); drop function erase_debtor_payees(uuid, uuid[], uuid[], text); drop function begin_erasure(uuid, uuid); drop function erased_detail(jsonb)',
    );
    for (const table of HISTORIES) await queryRunner.query(`drop policy eraser_overwrites on ${table}`);
    await queryRunner.query('alter table case_debtor drop column erased_parts, drop column erase_on');
  }
}
