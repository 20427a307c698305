import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable, tenantTable } from '../tenant-table.js';

/** Who did what to which thing: one table for a creditor's things, one for the hub's. */
export class CreateAuditEntry1795430403000 implements MigrationInterface {
  readonly name = 'CreateAuditEntry1795430403000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table audit_entry (
        creditor_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        actor_kind text not null,
        actor_id text not null,
        action text not null,
        subject_kind text not null,
        subject_id text not null,
        detail jsonb not null,
        request_id text,
        primary key (creditor_id, id)
      );
      create index audit_entry_creditor_id_subject_kind_subject_id_idx on audit_entry (creditor_id, subject_kind, subject_id);
      create table operator_audit_entry (
        id uuid not null,
        at timestamptz not null,
        actor_kind text not null,
        actor_id text not null,
        action text not null,
        subject_kind text not null,
        subject_id text not null,
        detail jsonb not null,
        request_id text,
        primary key (id)
      );
      create index operator_audit_entry_subject_kind_subject_id_idx on operator_audit_entry (subject_kind, subject_id);
    `);
    await tenantTable(queryRunner, 'audit_entry', { appendOnly: true });
    await operatorTable(queryRunner, 'operator_audit_entry', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table audit_entry; drop table operator_audit_entry; drop function refuse_change()',
    );
  }
}
