import type { QueryRunner } from 'typeorm';
import { CREDITOR_SETTING, databaseRoles } from './database-roles.js';

interface TableChoice {
  /** Rows are only ever added: no role may change or remove one, a trigger refuses it even to the owner. Default: false. */
  readonly appendOnly?: boolean;
}

/** Holds `on` while the one function runs that overwrites a person's words in rows that are never changed otherwise. */
export const ERASING_SETTING = 'kravhub.erasing';

/**
 * Refuses to change rows, to the owner too. One exception: `erase_debtor_history` overwrites what is told of a person. It
 * runs as the owner; no other role may change these rows at all, whatever it sets.
 */
export const REFUSE_CHANGE = `
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and current_user = '${databaseRoles.owner}' and current_setting('${ERASING_SETTING}', true) = 'on' then
        return null;
      end if;
      raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'insufficient_privilege';
    end $$;`;

/**
 * Puts the wall around a table whose rows belong to a creditor. It must have a column `creditor_id uuid not null`
 * that is part of its primary key and of every unique constraint: a test looks at all tables of the schema.
 * Row-level security is forced, so that it binds the owner too.
 */
export async function tenantTable(
  queryRunner: QueryRunner,
  table: string,
  choice: TableChoice = {},
): Promise<void> {
  const { app, operator } = databaseRoles;
  // In a subquery, so that the setting is read once for each statement and not once for each row.
  const creditor = `creditor_id = (select nullif(current_setting('${CREDITOR_SETTING}', true), '')::uuid)`;
  await queryRunner.query(`
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy creditor_sees_own on ${table} to ${app} using (${creditor}) with check (${creditor});
    create policy operator_sees_all on ${table} to ${operator} using (true) with check (true);
  `);
  await grant(queryRunner, table, [app, operator], choice);
}

/** A table of the hub itself (leases, grants, secrets): the operator's role may use it, a creditor's may not. */
export async function operatorTable(
  queryRunner: QueryRunner,
  table: string,
  choice: TableChoice = {},
): Promise<void> {
  await grant(queryRunner, table, [databaseRoles.operator], choice);
}

/** Rows that every creditor's transaction may read and only the operator may change: currencies, rates, fees. */
export async function referenceTable(queryRunner: QueryRunner, table: string): Promise<void> {
  await grant(queryRunner, table, [databaseRoles.operator], {});
  await queryRunner.query(`grant select on ${table} to ${databaseRoles.app}`);
}

async function grant(
  queryRunner: QueryRunner,
  table: string,
  roles: string[],
  choice: TableChoice,
): Promise<void> {
  const rights = choice.appendOnly ? 'select, insert' : 'select, insert, update, delete';
  await queryRunner.query(`grant ${rights} on ${table} to ${roles.join(', ')}`);
  if (!choice.appendOnly) return;
  await queryRunner.query(`
    ${REFUSE_CHANGE}
    create trigger append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change();
  `);
}
