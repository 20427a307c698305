import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable, tenantTable } from '../tenant-table.js';

/** Differences keep their identity from run to run, with all that was said and done about them; client money is compared too. */
export class KeepStandingDifferences1795480300000 implements MigrationInterface {
  readonly name = 'KeepStandingDifferences1795480300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table reconciliation_difference
        add column subject text not null default 'ledger',
        add column client_money_minor bigint,
        drop constraint reconciliation_difference_pkey,
        add primary key (creditor_id, run_id, claim_id, subject);
      alter table reconciliation_difference alter column subject drop default;
      create table standing_difference (
        creditor_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        claim_id uuid not null,
        subject text not null,
        kind text not null,
        state text not null,
        currency text not null,
        ledger_minor bigint,
        expected_minor bigint not null,
        client_money_minor bigint,
        evidence jsonb not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        times_seen integer not null,
        last_run_id uuid not null,
        told_at timestamptz,
        cleared_at timestamptz,
        last_event integer not null,
        primary key (creditor_id, id),
        constraint standing_difference_state_check check (state in ('open', 'explained', 'action-taken', 'cleared')
          and (state = 'cleared') = (cleared_at is not null))
      );
      create unique index standing_difference_one on standing_difference (creditor_id, claim_id, subject) where state <> 'cleared';
      create index standing_difference_claim_idx on standing_difference (creditor_id, claim_id, subject, kind);
      create index standing_difference_state_idx on standing_difference (creditor_id, state, id);
      create table difference_event (
        creditor_id uuid not null,
        difference_id uuid not null,
        sequence integer not null,
        kind text not null,
        detail jsonb not null,
        actor text not null,
        at timestamptz not null,
        primary key (creditor_id, difference_id, sequence)
      );
      create table client_money_check (
        id uuid primary key,
        checked_at timestamptz not null,
        settlements integer not null,
        violations jsonb not null
      );
    `);
    await tenantTable(queryRunner, 'standing_difference');
    await tenantTable(queryRunner, 'difference_event', { appendOnly: true });
    await operatorTable(queryRunner, 'client_money_check', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table client_money_check;
      drop table difference_event;
      drop table standing_difference;
      delete from reconciliation_difference where subject <> 'ledger';
      alter table reconciliation_difference
        drop constraint reconciliation_difference_pkey,
        add primary key (creditor_id, run_id, claim_id),
        drop column subject,
        drop column client_money_minor;
    `);
  }
}
