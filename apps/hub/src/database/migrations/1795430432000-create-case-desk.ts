import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** What people do with cases: tasks, notes, objections, approvals, deferrals, pauses, plans. */
export class CreateCaseDesk1795430432000 implements MigrationInterface {
  readonly name = 'CreateCaseDesk1795430432000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table case_task (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        key text not null,
        title text not null,
        detail jsonb not null,
        due_on date not null,
        state text not null,
        assigned_to text,
        outcome text,
        created_at timestamptz not null,
        created_by text not null,
        ended_at timestamptz,
        ended_by text,
        primary key (creditor_id, case_id, id)
      );
      create index case_task_due_idx on case_task (creditor_id, due_on, case_id, id) where state = 'open';
      create unique index case_task_open_once on case_task (creditor_id, case_id, key) where state = 'open';
      create table case_note (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        kind text not null,
        text text not null,
        reached_debtor boolean not null default false,
        at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, case_id, id)
      );
      create table case_objection (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        claim_id uuid,
        kind text not null,
        concerns text not null,
        text text not null,
        raised_through text not null,
        raised_on date not null,
        state text not null,
        before_board boolean not null default false,
        reasonable boolean,
        outcome text,
        answered_on date,
        handled_on date,
        handled_by text,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, case_id, id)
      );
      create index case_objection_open_idx on case_objection (creditor_id, case_id) where state = 'open';
      create table case_step_approval (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        kind text not null,
        claim_ids uuid[],
        approved_on date not null,
        approved_by text not null,
        created_at timestamptz not null,
        primary key (creditor_id, case_id, id)
      );
      create table case_deferral (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        granted_on date not null,
        until_on date not null,
        claim_ids uuid[],
        interest text not null,
        state text not null,
        reason text not null,
        authority jsonb not null,
        created_at timestamptz not null,
        created_by text not null,
        ended_at timestamptz,
        primary key (creditor_id, case_id, id)
      );
      create unique index case_deferral_one_active on case_deferral (creditor_id, case_id) where state = 'active';
      create table case_pause (
        creditor_id uuid not null,
        id uuid not null,
        case_id uuid,
        kind text not null,
        by text not null,
        claim_ids uuid[],
        acts text[] not null,
        detail jsonb not null,
        from_on date not null,
        until_on date,
        reason text not null,
        created_at timestamptz not null,
        created_by text not null,
        ended_at timestamptz,
        ended_by text,
        primary key (creditor_id, id)
      );
      create index case_pause_active_idx on case_pause (creditor_id, case_id) where ended_at is null;
      create table case_plan (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        state text not null,
        agreed_on date not null,
        answer_by date,
        interest text not null,
        total_minor bigint not null,
        instalments integer not null,
        replaces_id uuid,
        basis jsonb not null,
        authority jsonb not null,
        note text not null,
        created_at timestamptz not null,
        created_by text not null,
        ended_on date,
        primary key (creditor_id, case_id, id)
      );
      create unique index case_plan_one_open on case_plan (creditor_id, case_id) where state in ('proposed', 'running');
      create table case_instalment (
        creditor_id uuid not null,
        case_id uuid not null,
        plan_id uuid not null,
        number integer not null,
        due_on date not null,
        amount_minor bigint not null,
        paid_minor bigint not null,
        paid_on date,
        reminded_on date,
        contacted_on date,
        primary key (creditor_id, case_id, plan_id, number)
      );
    `);
    await tenantTable(queryRunner, 'case_task');
    await tenantTable(queryRunner, 'case_note', { appendOnly: true });
    await tenantTable(queryRunner, 'case_objection');
    await tenantTable(queryRunner, 'case_step_approval', { appendOnly: true });
    await tenantTable(queryRunner, 'case_deferral');
    await tenantTable(queryRunner, 'case_pause');
    await tenantTable(queryRunner, 'case_plan');
    await tenantTable(queryRunner, 'case_instalment');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table case_instalment; drop table case_plan; drop table case_pause; drop table case_deferral; drop table case_step_approval; drop table case_objection; drop table case_note; drop table case_task',
    );
  }
}
