import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A creditor may let debtors have a receipt for a part payment. Nobody gets one unless somebody chose it. */
export class ChooseReceipts1795510000001 implements MigrationInterface {
  readonly name = 'ChooseReceipts1795510000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `alter table collection_settings add column receipts text not null default 'none'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table collection_settings drop column receipts');
  }
}
