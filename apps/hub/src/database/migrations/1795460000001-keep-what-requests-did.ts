import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Requests of the desk that were carried out, by their keys: known again after a process died before it kept its answer. */
export class KeepWhatRequestsDid1795460000001 implements MigrationInterface {
  readonly name = 'KeepWhatRequestsDid1795460000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table desk_request (
        creditor_id uuid not null,
        key text not null,
        answer jsonb,
        done_at timestamptz not null,
        primary key (creditor_id, key)
      );
    `);
    await tenantTable(queryRunner, 'desk_request');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table desk_request');
  }
}
