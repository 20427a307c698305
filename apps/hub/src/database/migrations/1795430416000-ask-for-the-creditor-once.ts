import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CREDITOR_SETTING, databaseRoles } from '../database-roles.js';

const SETTING = `nullif(current_setting('${CREDITOR_SETTING}', true), '')::uuid`;

/**
 * The wall compares each row with the creditor of the transaction. Within a subquery PostgreSQL reads that setting once
 * for each statement; without it once for each row, which a page of invoices pays for six hundred times.
 */
export class AskForTheCreditorOnce1795430416000 implements MigrationInterface {
  readonly name = 'AskForTheCreditorOnce1795430416000';

  up(queryRunner: QueryRunner): Promise<void> {
    return compareWith(queryRunner, `(select ${SETTING})`);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return compareWith(queryRunner, SETTING);
  }
}

async function compareWith(queryRunner: QueryRunner, creditor: string): Promise<void> {
  const tables: { name: string }[] = await queryRunner.query(
    `select polrelid::regclass::text as name from pg_policy
     where polname = 'creditor_sees_own' and polroles = array[$1::regrole::oid]`,
    [databaseRoles.app],
  );
  for (const { name } of tables) {
    await queryRunner.query(
      `alter policy creditor_sees_own on ${name} using (creditor_id = ${creditor}) with check (creditor_id = ${creditor})`,
    );
  }
}
