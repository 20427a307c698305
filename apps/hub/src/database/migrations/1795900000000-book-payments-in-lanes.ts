import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the first movement that is no payment without looking at those that are. */
export class BookPaymentsInLanes1795900000000 implements MigrationInterface {
  readonly name = 'BookPaymentsInLanes1795900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index bank_transaction_other_idx on bank_transaction (id) where state = 'new' and (direction = 'debit' or is_reversal);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index bank_transaction_other_idx;
    `);
  }
}
