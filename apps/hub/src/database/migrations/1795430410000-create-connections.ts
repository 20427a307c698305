import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable, tenantTable } from '../tenant-table.js';

/** Creditors, their policies, and their links to ledgers. */
export class CreateConnections1795430410000 implements MigrationInterface {
  readonly name = 'CreateConnections1795430410000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table creditor (
        creditor_id uuid not null,
        name text not null,
        organisation_number text not null,
        country text not null,
        currency text not null,
        created_at timestamptz not null,
        primary key (creditor_id)
      );
      create table creditor_policy (
        creditor_id uuid not null,
        version integer not null,
        grace_days integer not null,
        minimum_minor jsonb not null,
        start_on date not null,
        excluded_customer_numbers text[] not null,
        approval text not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, version)
      );
      create table ledger_grant (
        id uuid not null,
        connector_key text not null,
        label text not null,
        created_at timestamptz not null,
        renewing_by text,
        renewing_until timestamptz,
        primary key (id)
      );
      create table pending_sign_in (
        id uuid not null,
        state_hash text not null,
        connector_key text not null,
        label text not null,
        grant_id uuid,
        expires_at timestamptz not null,
        primary key (id)
      );
      create unique index pending_sign_in_state_hash_idx on pending_sign_in (state_hash);
      create table connection (
        creditor_id uuid not null,
        id uuid not null,
        grant_id uuid not null,
        connector_key text not null,
        company_key text not null,
        company_name text not null,
        state text not null,
        blocked_from text,
        blocked_reason text,
        blocked_message text,
        blocked_remedy text,
        verified_at timestamptz,
        last_success_at timestamptz,
        last_full_pull_at timestamptz,
        last_failure_at timestamptz,
        last_failure text,
        failures_in_row integer not null default 0,
        next_sync_at timestamptz,
        preflight jsonb not null default '[]',
        preflight_at timestamptz,
        write_back_target jsonb,
        write_back_mode text not null default 'automatic',
        case_status_available boolean not null default false,
        created_at timestamptz not null,
        unique (creditor_id, connector_key, company_key),
        primary key (creditor_id, id)
      );
      create index connection_company_idx on connection (connector_key, company_key);
      create index connection_grant_idx on connection (grant_id);
      create index connection_due_idx on connection (next_sync_at) where state = 'active';
      create table call_budget (
        key text not null,
        latest_slice bigint not null,
        used integer[] not null,
        calls_max integer,
        vendor_left integer,
        vendor_reset_at timestamptz,
        paused_until timestamptz,
        primary key (key)
      );
    `);
    await tenantTable(queryRunner, 'creditor');
    await tenantTable(queryRunner, 'creditor_policy', { appendOnly: true });
    await operatorTable(queryRunner, 'ledger_grant');
    await operatorTable(queryRunner, 'pending_sign_in');
    await tenantTable(queryRunner, 'connection');
    await operatorTable(queryRunner, 'call_budget');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table call_budget; drop table connection; drop table pending_sign_in; drop table ledger_grant; drop table creditor_policy; drop table creditor',
    );
  }
}
