import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** What was known of a debtor before each change by a person, and why it was changed. */
export class KeepDebtorVersions1795430440000 implements MigrationInterface {
  readonly name = 'KeepDebtorVersions1795430440000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table case_debtor_version (
        creditor_id uuid not null,
        debtor_id uuid not null,
        number integer not null,
        before jsonb not null,
        changed text[] not null,
        reason text not null,
        changed_at timestamptz not null,
        changed_by text not null,
        primary key (creditor_id, debtor_id, number)
      );
    `);
    await tenantTable(queryRunner, 'case_debtor_version', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table case_debtor_version');
  }
}
