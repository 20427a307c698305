import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Written in the transaction that an agency's event changes something in: its key is why that happens once. */
export class TakeAnAgencysEventsOnce1795430420200 implements MigrationInterface {
  readonly name = 'TakeAnAgencysEventsOnce1795430420200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table claim_agency_event (
        creditor_id uuid not null,
        agency_id uuid not null,
        event_id text not null,
        claim_id uuid not null,
        sequence integer not null,
        kind text not null,
        dismissed boolean not null default false,
        taken_at timestamptz not null,
        primary key (creditor_id, agency_id, event_id),
        constraint claim_agency_event_sequence_key unique (creditor_id, agency_id, claim_id, sequence)
      );
    `);
    await tenantTable(queryRunner, 'claim_agency_event');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table claim_agency_event');
  }
}
