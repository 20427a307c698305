import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** What the built-in pipeline was told about a claim after its hand-over, word for word: cases read it in order. */
export class KeepMessagesToThePipeline1795430430000 implements MigrationInterface {
  readonly name = 'KeepMessagesToThePipeline1795430430000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table collected_claim add column revision integer not null default 0, add column handed_over_message integer not null default 0;
      create table collected_message (
        creditor_id uuid not null,
        claim_id uuid not null,
        sequence integer not null,
        kind text not null,
        payload jsonb not null,
        taken_at timestamptz not null,
        primary key (creditor_id, claim_id, sequence)
      );
    `);
    await tenantTable(queryRunner, 'collected_message', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table collected_message; alter table collected_claim drop column revision, drop column handed_over_message',
    );
  }
}
