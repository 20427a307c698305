import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** Outside agencies that claims may be handed to, and everything that they have told us. */
export class CreateAgencies1795430420000 implements MigrationInterface {
  readonly name = 'CreateAgencies1795430420000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table agency (
        id uuid primary key,
        key text not null unique,
        name text not null,
        base_url text not null,
        state text not null,
        feed_cursor text,
        next_poll_at timestamptz not null,
        last_answer_at timestamptz,
        last_failure text,
        last_failure_at timestamptz,
        created_at timestamptz not null
      );
      create table agency_event (
        agency_id uuid not null,
        event_id text not null,
        arrival bigint not null generated always as identity,
        via text not null,
        raw text not null,
        digest text not null,
        contradicted boolean not null default false,
        kind text,
        for_creditor uuid,
        for_claim uuid,
        state text not null,
        attempts integer not null default 0,
        not_before timestamptz not null,
        note text,
        received_at timestamptz not null,
        settled_at timestamptz,
        primary key (agency_id, event_id)
      );
      create index agency_event_due_idx on agency_event (agency_id, not_before) where state in ('new', 'waiting');
      create index agency_event_open_idx on agency_event (agency_id, received_at) where state in ('waiting', 'attention') or contradicted;
    `);
    await operatorTable(queryRunner, 'agency');
    await operatorTable(queryRunner, 'agency_event');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table agency_event; drop table agency');
  }
}
