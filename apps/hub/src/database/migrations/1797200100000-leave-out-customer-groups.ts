import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A policy may leave out whole groups of customers; those there are leave out none. */
export class LeaveOutCustomerGroups1797200100000 implements MigrationInterface {
  readonly name = 'LeaveOutCustomerGroups1797200100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `alter table creditor_policy add column excluded_customer_groups text[] not null default '{}'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table creditor_policy drop column excluded_customer_groups');
  }
}
