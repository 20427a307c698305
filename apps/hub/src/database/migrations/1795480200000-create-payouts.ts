import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { operatorTable, tenantTable } from '../tenant-table.js';

/** How the collector pays from its accounts, and what it has ordered. A creditor reads what was ordered of its money. */
export class CreatePayouts1795480200000 implements MigrationInterface {
  readonly name = 'CreatePayouts1795480200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table paying_account (
        id uuid not null,
        place text not null,
        currency text not null,
        country text not null,
        holder_name text not null,
        number_kind text not null,
        number text not null,
        bic text not null,
        customer_id text not null,
        message_version text not null,
        approve_from_minor bigint,
        changed_at timestamptz not null,
        primary key (id),
        constraint paying_account_place_once unique (place, currency),
        constraint paying_account_version_check check (message_version in ('pain.001.001.03', 'pain.001.001.09')),
        constraint paying_account_approval_check check (approve_from_minor is null or approve_from_minor >= 0)
      );
      create table payout (
        creditor_id uuid not null,
        id uuid not null,
        key text not null,
        end_to_end_id text not null,
        purpose text not null,
        from_kind text not null,
        amount_minor bigint not null,
        currency text not null,
        bank_account_id uuid not null,
        place text not null,
        to_name text not null,
        to_kind text not null,
        to_number text not null,
        reference_kind text not null,
        reference text not null,
        claim_id uuid,
        case_id uuid,
        transaction_id uuid,
        execute_on date not null,
        state text not null,
        state_at timestamptz not null,
        reason text,
        file_id uuid,
        seen_transaction_id uuid,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, id),
        constraint payout_key_once unique (creditor_id, key),
        constraint payout_amount_check check (amount_minor > 0),
        constraint payout_state_check check (state in ('proposed', 'planned', 'in-file', 'sent', 'paid', 'failed', 'cancelled')
          and (file_id is not null or state not in ('in-file', 'sent')))
      );
      create index payout_end_to_end_idx on payout (end_to_end_id);
      create index payout_planned_idx on payout (bank_account_id, execute_on) where state = 'planned';
      create index payout_file_idx on payout (file_id) where file_id is not null;
    `);
    await operatorTable(queryRunner, 'paying_account');
    await tenantTable(queryRunner, 'payout');
    await queryRunner.query(`revoke insert, update, delete on payout from ${databaseRoles.app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table payout; drop table paying_account');
  }
}
