import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/**
 * Cases: their claims, debtors, steps, letters, charges, money, timeline, and how far the pass over them is. Every open case is
 * assessed each night: with room left on its page the new version stays beside the old one.
 */
export class CreateCases1795430431000 implements MigrationInterface {
  readonly name = 'CreateCases1795430431000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table debt_case (
        creditor_id uuid not null,
        id uuid not null,
        reference text not null,
        connection_id uuid not null,
        ledger_debtor_id text not null,
        debtor_id uuid not null,
        currency text not null,
        state text not null,
        closed_by text,
        opened_on date not null,
        opened_at timestamptz not null,
        closed_at timestamptz,
        regime text,
        next_step text,
        next_on date,
        next_channel text,
        outcome text,
        decision jsonb,
        decision_digest text,
        decided_revision integer not null,
        changes_on date,
        assessed_on date,
        principal_minor bigint not null,
        interest_minor bigint not null,
        costs_minor bigint not null,
        court_minor bigint not null,
        overpaid_minor bigint not null,
        lapses_on date,
        last_event integer not null,
        revision integer not null,
        handler text,
        unique (creditor_id, reference),
        primary key (creditor_id, id)
      ) with (fillfactor = 50);
      create index debt_case_worked_idx on debt_case (creditor_id, id) where state <> 'closed';
      create index debt_case_debtor_idx on debt_case (creditor_id, debtor_id);
      create table case_claim (
        creditor_id uuid not null,
        claim_id uuid not null,
        case_id uuid not null,
        reference text not null,
        invoice_number text not null,
        invoiced_on date not null,
        due_on date not null,
        subject text,
        payment_reference text,
        principal_minor bigint not null,
        reduced_before_minor bigint not null,
        outstanding_minor bigint not null,
        state text not null,
        apart text,
        hold jsonb,
        last_message integer not null,
        followed_revision integer not null,
        joined_at timestamptz not null,
        primary key (creditor_id, claim_id)
      );
      create index case_claim_case_idx on case_claim (creditor_id, case_id, claim_id);
      create table case_debtor (
        creditor_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        ledger_debtor_id text not null,
        kind text not null,
        standing text,
        name text not null,
        organisation_number text,
        language text not null,
        address jsonb,
        contact_points jsonb not null,
        circumstances jsonb not null,
        guardian jsonb,
        category text,
        history text not null,
        worked_before text,
        kept_by_hand boolean not null default false,
        changed_at timestamptz not null,
        unique (creditor_id, connection_id, ledger_debtor_id),
        primary key (creditor_id, id)
      );
      create table case_step (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        kind text not null,
        regime text not null,
        state text not null,
        due_on date not null,
        done_on date,
        deadline_on date,
        channel text not null,
        tone text,
        fallback text[] not null,
        rule jsonb,
        decision jsonb not null,
        claim_ids uuid[] not null,
        by_creditor boolean not null default false,
        content_confirmed boolean not null default true,
        announces_legal_action boolean not null default false,
        undelivered boolean not null default false,
        letter_id uuid,
        approved_by text,
        changed_at timestamptz not null,
        primary key (creditor_id, case_id, id)
      );
      create index case_step_due_idx on case_step (creditor_id, due_on, case_id) where state = 'planned';
      create unique index case_step_one_planned on case_step (creditor_id, case_id) where state = 'planned';
      create table case_letter (
        creditor_id uuid not null,
        case_id uuid not null,
        id uuid not null,
        kind text not null,
        step_id uuid,
        replaces_id uuid,
        channel text not null,
        language text not null,
        recipient jsonb not null,
        template text not null,
        input jsonb not null,
        subject text,
        text text not null,
        html text,
        document bytea,
        document_sha256 text,
        deadline_on date,
        state text not null,
        attempts integer not null default 0,
        not_before timestamptz not null,
        external_id text,
        proof jsonb,
        sent_at timestamptz,
        delivered_at timestamptz,
        note text,
        created_at timestamptz not null,
        primary key (creditor_id, case_id, id)
      );
      create index case_letter_due_idx on case_letter (creditor_id, not_before) where state in ('planned', 'sending', 'unknown');
      create table case_charge (
        creditor_id uuid not null,
        case_id uuid not null,
        number integer not null,
        entry text not null,
        part text not null,
        kind text not null,
        claim_id uuid,
        amount_minor bigint not null,
        charged_on date not null,
        rule jsonb not null,
        step_id uuid,
        about_number integer,
        actor text not null,
        created_at timestamptz not null,
        primary key (creditor_id, case_id, number)
      );
      create table case_movement (
        creditor_id uuid not null,
        case_id uuid not null,
        number integer not null,
        source text not null,
        source_id text not null,
        line integer not null,
        kind text not null,
        part text not null,
        claim_id uuid,
        amount_minor bigint not null,
        value_on date not null,
        detail jsonb not null,
        created_at timestamptz not null,
        unique (creditor_id, source, source_id, line),
        primary key (creditor_id, case_id, number)
      );
      create table case_event (
        creditor_id uuid not null,
        case_id uuid not null,
        sequence integer not null,
        kind text not null,
        detail jsonb not null,
        actor text not null,
        at timestamptz not null,
        primary key (creditor_id, case_id, sequence)
      );
      create table case_pass (
        creditor_id uuid not null,
        pass_on date not null,
        state text not null,
        after_case uuid not null,
        assessed integer not null,
        changed integer not null,
        planned integer not null,
        started_at timestamptz not null,
        finished_at timestamptz,
        primary key (creditor_id, pass_on)
      );
    `);
    await tenantTable(queryRunner, 'debt_case');
    await tenantTable(queryRunner, 'case_claim');
    await tenantTable(queryRunner, 'case_debtor');
    await tenantTable(queryRunner, 'case_step');
    await tenantTable(queryRunner, 'case_letter');
    await tenantTable(queryRunner, 'case_charge', { appendOnly: true });
    await tenantTable(queryRunner, 'case_movement', { appendOnly: true });
    await tenantTable(queryRunner, 'case_event', { appendOnly: true });
    await tenantTable(queryRunner, 'case_pass');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table case_pass; drop table case_event; drop table case_movement; drop table case_charge; drop table case_letter; drop table case_step; drop table case_debtor; drop table case_claim; drop table debt_case',
    );
  }
}
