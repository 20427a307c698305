import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { tenantTable } from '../tenant-table.js';

/** Up to which sum money that was paid too much goes back by itself. Never edited: the highest version is in force. */
export class RefundSmallOverpayments1796400000000 implements MigrationInterface {
  readonly name = 'RefundSmallOverpayments1796400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table refund_settings (
        creditor_id uuid not null,
        version integer not null,
        up_to_minor bigint not null,
        after_days integer not null,
        bank_account_id uuid not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, version),
        constraint refund_settings_check check (up_to_minor >= 0 and after_days between 0 and 30)
      );
    `);
    await tenantTable(queryRunner, 'refund_settings', { appendOnly: true });
    await queryRunner.query(`revoke insert on refund_settings from ${databaseRoles.app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table refund_settings');
  }
}
