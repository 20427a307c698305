import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { tenantTable } from '../tenant-table.js';

/** How creditors get their money, and what they got, line by line. A creditor reads it; only the collector writes. */
export class CreateRemittances1795480200200 implements MigrationInterface {
  readonly name = 'CreateRemittances1795480200200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table remittance_settings (
        creditor_id uuid not null,
        version integer not null,
        rhythm jsonb not null,
        currency text not null,
        minimum_minor bigint not null,
        pay_to jsonb not null,
        bank_account_id uuid not null,
        approve boolean not null,
        language text not null,
        prompt_days integer not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, version)
      );
      create table remittance (
        creditor_id uuid not null,
        id uuid not null,
        number integer not null,
        currency text not null,
        cut_off_on date not null,
        remitted_on date not null,
        to_creditor_minor bigint not null,
        withheld_minor bigint not null,
        paid_minor bigint not null,
        lines integer not null,
        payout_id uuid,
        settings_version integer not null,
        created_at timestamptz not null,
        primary key (creditor_id, id),
        constraint remittance_number_once unique (creditor_id, number),
        constraint remittance_amounts_check check (withheld_minor >= 0 and paid_minor >= 0
          and to_creditor_minor = withheld_minor + paid_minor and (payout_id is not null) = (paid_minor > 0))
      );
      create table remittance_line (
        creditor_id uuid not null,
        entry_id uuid not null,
        remittance_id uuid not null,
        kind text not null,
        booked_on date not null,
        settlement_id uuid,
        claim_id uuid,
        invoice_number text,
        reference text,
        received_on date,
        principal_minor bigint not null,
        interest_minor bigint not null,
        fees_minor bigint not null,
        surplus_minor bigint not null,
        collectors_fee_minor bigint not null,
        kept_for_debtor_minor bigint not null,
        advanced_minor bigint not null,
        to_creditor_minor bigint not null,
        primary key (creditor_id, entry_id)
      );
      create table remittance_turn (
        creditor_id uuid not null,
        next_on date not null,
        primary key (creditor_id)
      );
      create index remittance_turn_due_idx on remittance_turn (next_on);
      create index remittance_line_remittance_idx on remittance_line (creditor_id, remittance_id, entry_id);
    `);
    for (const table of ['remittance_settings', 'remittance', 'remittance_line'])
      await tenantTable(queryRunner, table, { appendOnly: true });
    await tenantTable(queryRunner, 'remittance_turn');
    await queryRunner.query(`
      revoke insert on remittance, remittance_line from ${databaseRoles.app};
      revoke insert, update, delete on remittance_turn from ${databaseRoles.app}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table remittance_turn; drop table remittance_line; drop table remittance; drop table remittance_settings',
    );
  }
}
