import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** First answers of requests that create, kept for their repetition. */
export class CreateIdempotentRequest1795430402000 implements MigrationInterface {
  readonly name = 'CreateIdempotentRequest1795430402000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table idempotent_request (
        scope text not null,
        key text not null,
        request_hash text not null,
        state text not null,
        attempt uuid not null,
        claimed_until timestamptz not null,
        response_status integer,
        response_body text,
        created_at timestamptz not null,
        primary key (scope, key),
        constraint idempotent_request_state_check check (state in ('running', 'done'))
      );
      create index idempotent_request_created_at_idx on idempotent_request (created_at);
    `);
    await operatorTable(queryRunner, 'idempotent_request');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table idempotent_request');
  }
}
