import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/**
 * Whom the creditor chooses, who has each claim, and what has left without an answer yet. The choice and the agency of
 * a claim stand in rows that every hand-over reads anyway, so that the built-in pipeline pays nothing for the others.
 */
export class RememberTheAgencyOfAClaim1795430420100 implements MigrationInterface {
  readonly name = 'RememberTheAgencyOfAClaim1795430420100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table creditor add agency_id uuid;
      alter table claim add agency_id uuid;
      create index claim_agency_idx on claim (creditor_id, agency_id) where agency_id is not null;
      create table agency_claim (
        creditor_id uuid not null,
        claim_id uuid not null,
        agency_id uuid not null,
        state text not null,
        agency_reference text,
        first_handed_at timestamptz not null,
        primary key (creditor_id, claim_id, agency_id)
      );
      create table unanswered_message (
        creditor_id uuid not null,
        claim_id uuid not null,
        sequence integer not null,
        agency_id uuid not null,
        content_hash text,
        asked_at timestamptz not null,
        primary key (creditor_id, claim_id, sequence)
      );
    `);
    await tenantTable(queryRunner, 'agency_claim');
    await tenantTable(queryRunner, 'unanswered_message');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table unanswered_message;
      drop table agency_claim;
      alter table claim drop column agency_id;
      alter table creditor drop column agency_id;
    `);
  }
}
