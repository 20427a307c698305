import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** Closing balances of the statements: what the proof of a day compares the journal with. */
export class KeepWhatBanksSayLiesThere1795500000001 implements MigrationInterface {
  readonly name = 'KeepWhatBanksSayLiesThere1795500000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table bank_balance (
        account_key text not null,
        on_day date not null,
        currency text not null,
        minor bigint not null,
        file_id uuid not null,
        primary key (account_key, on_day, currency)
      );
    `);
    await operatorTable(queryRunner, 'bank_balance');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table bank_balance');
  }
}
