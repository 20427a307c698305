import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** Files of orders to banks, kept as they were made. */
export class CreatePayoutFiles1795480200100 implements MigrationInterface {
  readonly name = 'CreatePayoutFiles1795480200100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table payout_file (
        id uuid not null,
        bank_account_id uuid not null,
        message_id text not null,
        message_version text not null,
        execute_on date not null,
        currency text not null,
        transfers integer not null,
        total_minor bigint not null,
        content text not null,
        state text not null,
        state_at timestamptz not null,
        reason text,
        created_at timestamptz not null,
        primary key (id),
        constraint payout_file_message_once unique (message_id),
        constraint payout_file_state_check check (state in ('made', 'delivering', 'delivered', 'accepted', 'partly', 'rejected'))
      );
      create index payout_file_account_idx on payout_file (bank_account_id, id);
      create index payout_file_undelivered_idx on payout_file (id) where state in ('made', 'delivering');
    `);
    await operatorTable(queryRunner, 'payout_file');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table payout_file');
  }
}
