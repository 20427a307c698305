import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What debtors have paid too much is found claim by claim, and costs that fell away after they were paid. */
export class FindMoneyByClaim1795480200300 implements MigrationInterface {
  readonly name = 'FindMoneyByClaim1795480200300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index client_money_line_claim_idx on client_money_line (creditor_id, claim_id) where claim_id is not null;
      create index case_movement_costs_lost_idx on case_movement (creditor_id, case_id, number)
        where kind = 'costs-lost' and part = 'overpaid';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop index client_money_line_claim_idx; drop index case_movement_costs_lost_idx',
    );
  }
}
