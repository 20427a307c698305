import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** The mirror of open items, and the runs that keep it. */
export class CreateSync1795430411000 implements MigrationInterface {
  readonly name = 'CreateSync1795430411000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sync_run (
        creditor_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        kind text not null,
        state text not null,
        phase text not null default 'pull',
        pages integer not null default 0,
        records_read integer not null default 0,
        items_new integer not null default 0,
        items_changed integer not null default 0,
        items_unchanged integer not null default 0,
        items_refused integer not null default 0,
        items_missing integer not null default 0,
        resumed integer not null default 0,
        started_at timestamptz not null,
        finished_at timestamptz,
        failure_kind text,
        failure text,
        primary key (creditor_id, id)
      );
      create index sync_run_recent_idx on sync_run (creditor_id, connection_id, started_at);
      create unique index sync_run_one_active on sync_run (creditor_id, connection_id) where state = 'running';
      create table sync_cursor (
        creditor_id uuid not null,
        connection_id uuid not null,
        stream text not null,
        revision bigint not null,
        cursor jsonb not null,
        in_full_pull boolean not null,
        saved_at timestamptz not null,
        primary key (creditor_id, connection_id, stream)
      );
      create table open_item (
        creditor_id uuid not null,
        connection_id uuid not null,
        ledger_item_id text not null,
        ledger_debtor_id text not null,
        kind text not null,
        invoice_number text not null,
        invoiced_on date not null,
        due_on date not null,
        currency text not null,
        original_minor bigint not null,
        outstanding_minor bigint not null,
        payment_reference text,
        voucher_id text,
        holds jsonb not null,
        notices jsonb not null,
        fingerprint text not null,
        seen_in_run uuid,
        first_seen_at timestamptz not null,
        changed_at timestamptz not null,
        vanished_at timestamptz,
        decision text not null,
        decision_rule text not null,
        decision_inputs jsonb not null,
        changes_on date,
        policy_version integer not null,
        primary key (creditor_id, connection_id, ledger_item_id)
      );
      create index open_item_decide_again_idx on open_item (creditor_id, connection_id, changes_on) where changes_on is not null;
      create index open_item_tracked_idx on open_item (creditor_id, connection_id, ledger_item_id) where outstanding_minor <> 0 and vanished_at is null;
      create table debtor (
        creditor_id uuid not null,
        connection_id uuid not null,
        ledger_debtor_id text not null,
        image jsonb not null,
        kind_answered text,
        fingerprint text not null,
        changed_at timestamptz not null,
        primary key (creditor_id, connection_id, ledger_debtor_id)
      );
      create table ledger_movement (
        creditor_id uuid not null,
        connection_id uuid not null,
        posting_id text not null,
        ledger_item_id text not null,
        voucher_id text,
        kind text not null,
        booked_on date not null,
        currency text not null,
        change_minor bigint not null,
        reverses text,
        write_back_key text,
        first_seen_at timestamptz not null,
        gone_at timestamptz,
        primary key (creditor_id, connection_id, posting_id)
      );
      create index ledger_movement_item_idx on ledger_movement (creditor_id, connection_id, ledger_item_id);
      create table refused_record (
        creditor_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        identity text not null,
        ledger_item_id text,
        reason text not null,
        message text not null,
        raw text not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        resolved_at timestamptz,
        unique (creditor_id, connection_id, identity),
        primary key (creditor_id, id)
      );
    `);
    await tenantTable(queryRunner, 'sync_run');
    await tenantTable(queryRunner, 'sync_cursor');
    await tenantTable(queryRunner, 'open_item');
    await tenantTable(queryRunner, 'debtor');
    await tenantTable(queryRunner, 'ledger_movement');
    await tenantTable(queryRunner, 'refused_record');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table refused_record; drop table ledger_movement; drop table debtor; drop table open_item; drop table sync_cursor; drop table sync_run',
    );
  }
}
