import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** Money received, its way back into the ledger, and the comparison of all three. */
export class CreateSettlements1795430414000 implements MigrationInterface {
  readonly name = 'CreateSettlements1795430414000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table settlement (
        creditor_id uuid not null,
        id uuid not null,
        claim_id uuid not null,
        pipeline_reference text not null,
        kind text not null,
        reverses_id uuid,
        received_on date not null,
        currency text not null,
        principal_minor bigint not null,
        interest_minor bigint not null,
        fees_minor bigint not null,
        surplus_minor bigint not null,
        principal_in_books_minor bigint not null,
        request jsonb not null,
        created_at timestamptz not null,
        unique (creditor_id, pipeline_reference),
        constraint settlement_amounts_check check (principal_minor >= 0 and interest_minor >= 0 and fees_minor >= 0 and surplus_minor >= 0 and principal_minor + interest_minor + fees_minor + surplus_minor > 0),
        primary key (creditor_id, id)
      );
      create unique index settlement_reversed_once on settlement (creditor_id, reverses_id) where reverses_id is not null;
      create index settlement_claim_idx on settlement (creditor_id, claim_id, id);
      create table write_back (
        creditor_id uuid not null,
        id uuid not null,
        settlement_id uuid not null,
        claim_id uuid not null,
        connection_id uuid not null,
        ledger_item_id text not null,
        state text not null,
        revision integer not null default 0,
        instruction jsonb not null,
        baseline jsonb,
        posting jsonb,
        posting_id text,
        former_posting_ids text[] not null default '{}',
        attempts integer not null default 0,
        failures integer not null default 0,
        absences integer not null default 0,
        sent_at timestamptz,
        not_before timestamptz not null,
        verified_at timestamptz,
        note text,
        remedy text,
        refusal_code text,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        unique (creditor_id, settlement_id),
        primary key (creditor_id, id)
      );
      create index write_back_list_idx on write_back (creditor_id, state, id);
      create index write_back_claim_idx on write_back (creditor_id, claim_id);
      create unique index write_back_posting_once on write_back (creditor_id, connection_id, posting_id) where posting_id is not null;
      create index write_back_due_idx on write_back (creditor_id, connection_id, not_before) where state in ('planned', 'sending', 'being-confirmed', 'booked');
      create unique index write_back_one_in_flight on write_back (creditor_id, connection_id, ledger_item_id) where state in ('sending', 'being-confirmed');
      create table case_status (
        creditor_id uuid not null,
        claim_id uuid not null,
        connection_id uuid not null,
        wanted text not null,
        reported text,
        comment text,
        attempts integer not null default 0,
        not_before timestamptz,
        note text,
        primary key (creditor_id, claim_id)
      );
      create index case_status_due_idx on case_status (creditor_id, connection_id, not_before) where not_before is not null;
      create table reconciliation_run (
        creditor_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        state text not null,
        claims_compared integer not null default 0,
        timing integer not null default 0,
        differences integer not null default 0,
        failure text,
        started_at timestamptz not null,
        finished_at timestamptz,
        primary key (creditor_id, id)
      );
      create index reconciliation_run_recent_idx on reconciliation_run (creditor_id, connection_id, started_at);
      create unique index reconciliation_run_one_active on reconciliation_run (creditor_id, connection_id) where state = 'running';
      create table reconciliation_difference (
        creditor_id uuid not null,
        run_id uuid not null,
        claim_id uuid not null,
        kind text not null,
        currency text not null,
        ledger_minor bigint,
        expected_minor bigint not null,
        evidence jsonb not null,
        primary key (creditor_id, run_id, claim_id)
      );
    `);
    await tenantTable(queryRunner, 'settlement', { appendOnly: true });
    await tenantTable(queryRunner, 'write_back');
    await tenantTable(queryRunner, 'case_status');
    await tenantTable(queryRunner, 'reconciliation_run');
    await tenantTable(queryRunner, 'reconciliation_difference');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table reconciliation_difference; drop table reconciliation_run; drop table case_status; drop table write_back; drop table settlement',
    );
  }
}
