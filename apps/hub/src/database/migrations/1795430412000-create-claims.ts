import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Claims, their history, and what counts in their balance. */
export class CreateClaims1795430412000 implements MigrationInterface {
  readonly name = 'CreateClaims1795430412000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table claim (
        creditor_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        ledger_item_id text not null,
        ledger_debtor_id text not null,
        invoice_number text not null,
        invoiced_on date not null,
        due_on date not null,
        currency text not null,
        principal_minor bigint not null,
        paid_minor bigint not null,
        credited_minor bigint not null,
        written_off_minor bigint not null,
        outstanding_minor bigint not null,
        overpaid_minor bigint not null,
        payment_reference text,
        state text not null,
        hold_reason text,
        hold_detail text,
        reason jsonb not null,
        last_event integer not null,
        last_message integer not null default 0,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        unique (creditor_id, connection_id, ledger_item_id),
        constraint claim_balance_check check (principal_minor = paid_minor + credited_minor + written_off_minor + outstanding_minor and paid_minor >= 0 and credited_minor >= 0 and written_off_minor >= 0 and outstanding_minor >= 0 and overpaid_minor >= 0 and principal_minor > 0),
        primary key (creditor_id, id)
      );
      create table claim_event (
        creditor_id uuid not null,
        claim_id uuid not null,
        sequence integer not null,
        kind text not null,
        detail jsonb not null,
        actor text not null,
        at timestamptz not null,
        primary key (creditor_id, claim_id, sequence)
      );
      create table claim_movement (
        creditor_id uuid not null,
        claim_id uuid not null,
        source text not null,
        source_id text not null,
        kind text not null,
        amount_minor bigint not null,
        occurred_on date not null,
        primary key (creditor_id, claim_id, source, source_id)
      );
    `);
    await tenantTable(queryRunner, 'claim');
    await tenantTable(queryRunner, 'claim_event', { appendOnly: true });
    await tenantTable(queryRunner, 'claim_movement', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table claim_movement; drop table claim_event; drop table claim');
  }
}
