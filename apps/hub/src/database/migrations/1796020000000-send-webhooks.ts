import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** Where organisations want to be told events, what is to be sent there, and every attempt at it. */
export class SendWebhooks1796020000000 implements MigrationInterface {
  readonly name = 'SendWebhooks1796020000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table webhook_endpoint (
        id uuid not null primary key,
        organisation_id uuid not null,
        firm boolean not null,
        url text not null,
        description text not null,
        types text[] not null,
        state text not null,
        notice text,
        notice_at timestamptz,
        last_delivered_at timestamptz,
        request_key text not null,
        made_at timestamptz not null,
        unique (request_key),
        constraint webhook_endpoint_state_check check (state in ('active', 'disabled', 'ended'))
      );
      create index webhook_endpoint_organisation_idx on webhook_endpoint (organisation_id, id);
      create table webhook_delivery (
        endpoint_id uuid not null,
        sequence bigint not null,
        state text not null,
        tries integer not null,
        attempts integer not null,
        next_attempt_at timestamptz not null,
        claimed_until timestamptz,
        made_at timestamptz not null,
        primary key (endpoint_id, sequence),
        constraint webhook_delivery_state_check check (
          state in ('pending', 'delivered', 'undelivered', 'cancelled') and tries >= 0 and attempts >= tries)
      );
      create index webhook_delivery_due_idx on webhook_delivery (endpoint_id, next_attempt_at) where state = 'pending';
      create index webhook_delivery_made_idx on webhook_delivery (made_at);
      create table webhook_attempt (
        endpoint_id uuid not null,
        sequence bigint not null,
        number integer not null,
        begun_at timestamptz not null,
        ended_at timestamptz,
        outcome text,
        status integer,
        note text,
        primary key (endpoint_id, sequence, number)
      );
    `);
    for (const table of ['webhook_endpoint', 'webhook_delivery', 'webhook_attempt'])
      await operatorTable(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table webhook_attempt, webhook_delivery, webhook_endpoint');
  }
}
