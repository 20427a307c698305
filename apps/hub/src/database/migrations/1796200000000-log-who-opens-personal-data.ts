import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Who opened whose personal data. */
export class LogWhoOpensPersonalData1796200000000 implements MigrationInterface {
  readonly name = 'LogWhoOpensPersonalData1796200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table personal_data_access (
        creditor_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        actor_kind text not null,
        actor_id text not null,
        opened text not null,
        subject_kind text not null,
        subject_id uuid not null,
        reason text,
        request_id text,
        primary key (creditor_id, id)
      );
      create index personal_data_access_subject_idx on personal_data_access (creditor_id, subject_id, id);
    `);
    await tenantTable(queryRunner, 'personal_data_access', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table personal_data_access');
  }
}
