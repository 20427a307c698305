import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Links and codes of letters, as digests, and who has opened the debtor's page with them. */
export class OpenTheDebtorsPage1795800000000 implements MigrationInterface {
  readonly name = 'OpenTheDebtorsPage1795800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table debtor_page_key (
        creditor_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        link_digest text not null,
        code_digest text not null,
        failures integer not null default 0,
        locked_until timestamptz,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        primary key (creditor_id, id)
      );
      create index debtor_page_key_link_idx on debtor_page_key (link_digest);
      create index debtor_page_key_case_idx on debtor_page_key (creditor_id, case_id);
      create table debtor_page_visit (
        creditor_id uuid not null,
        id uuid not null,
        key_id uuid not null,
        secret_digest text not null,
        expires_at timestamptz not null,
        primary key (creditor_id, id)
      );
      create index debtor_page_visit_secret_idx on debtor_page_visit (secret_digest);
    `);
    await tenantTable(queryRunner, 'debtor_page_key');
    await tenantTable(queryRunner, 'debtor_page_visit');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table debtor_page_visit; drop table debtor_page_key');
  }
}
