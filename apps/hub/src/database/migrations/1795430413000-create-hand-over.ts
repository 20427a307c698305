import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Messages to the collection pipeline, and the built-in pipeline's claims. */
export class CreateHandOver1795430413000 implements MigrationInterface {
  readonly name = 'CreateHandOver1795430413000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table outbox_message (
        creditor_id uuid not null,
        claim_id uuid not null,
        sequence integer not null,
        connection_id uuid not null,
        kind text not null,
        payload jsonb not null,
        state text not null,
        attempts integer not null default 0,
        not_before timestamptz not null,
        note text,
        sent_at timestamptz,
        primary key (creditor_id, claim_id, sequence)
      );
      create index outbox_message_pending_idx on outbox_message (creditor_id, connection_id, claim_id, sequence) where state = 'pending';
      create table collected_claim (
        creditor_id uuid not null,
        claim_id uuid not null,
        reference text not null,
        state text not null,
        currency text not null,
        outstanding_minor bigint not null,
        handed_over jsonb not null,
        last_message integer not null,
        accepted_at timestamptz not null,
        primary key (creditor_id, claim_id)
      );
    `);
    await tenantTable(queryRunner, 'outbox_message');
    await tenantTable(queryRunner, 'collected_claim');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table collected_claim; drop table outbox_message');
  }
}
