import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** How a creditor wants cases worked, what may be granted in their name, and which rules a person has approved. */
export class CreateCollectionSettings1795430433000 implements MigrationInterface {
  readonly name = 'CreateCollectionSettings1795430433000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table collection_settings (
        creditor_id uuid not null,
        version integer not null,
        process jsonb not null,
        vat_liable boolean not null,
        agreed_reminder_fee_minor bigint,
        creditor_letters_confirmed boolean not null,
        claim_subject text not null,
        pay_to_account text,
        sender jsonb not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, version)
      );
      create table creditor_authority (
        creditor_id uuid not null,
        version integer not null,
        terms jsonb not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, version)
      );
      create table rule_approval (
        creditor_id uuid not null,
        rule text not null,
        version integer not null,
        approved_by text not null,
        approved_at timestamptz not null,
        revoked_by text,
        revoked_at timestamptz,
        primary key (creditor_id, rule, version)
      );
    `);
    await tenantTable(queryRunner, 'collection_settings', { appendOnly: true });
    await tenantTable(queryRunner, 'creditor_authority', { appendOnly: true });
    await tenantTable(queryRunner, 'rule_approval');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table rule_approval; drop table creditor_authority; drop table collection_settings',
    );
  }
}
