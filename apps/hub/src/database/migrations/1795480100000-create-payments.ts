import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable, tenantTable } from '../tenant-table.js';

const COUNTED = `'allocated', 'open', 'set-aside', 'sent-back', 'taken-back', 'parted', 'reversal', 'left', 'payout'`;
const UNCOUNTED = `'new', 'waiting-account', 'waiting-day', 'duplicate', 'copy', 'unsound', 'test', 'dismissed'`;

/** The bank's files, what they tell, and what of it was booked on which claim. */
export class CreatePayments1795480100000 implements MigrationInterface {
  readonly name = 'CreatePayments1795480100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table collector_account (
        id uuid primary key,
        key text not null unique,
        kind text not null,
        number text not null unique,
        currency text not null,
        name text not null,
        created_at timestamptz not null
      );
      create table bank_file (
        id uuid primary key,
        state text not null,
        source text not null,
        name text not null,
        content_hash text not null,
        bytes bigint not null,
        format text,
        version text,
        message_id text,
        is_test boolean not null default false,
        are_amounts_confirmed boolean,
        transactions integer not null default 0,
        told_before integer not null default 0,
        set_aside integer not null default 0,
        cause text,
        line integer,
        sentence text not null,
        same_as_id uuid,
        received_at timestamptz not null,
        finished_at timestamptz,
        constraint bank_file_state_check check (state in ('received', 'taken-in', 'refused', 'duplicate'))
      );
      create unique index bank_file_content_once on bank_file (content_hash) where state in ('received', 'taken-in');
      create index bank_file_received_idx on bank_file (id) where state = 'received';
      create index bank_file_message_idx on bank_file (message_id) where state = 'taken-in';
      create table bank_file_chunk (
        file_id uuid not null,
        number integer not null,
        bytes bytea not null,
        primary key (file_id, number)
      );
      -- It is compressed already.
      alter table bank_file_chunk alter column bytes set storage external;
      create table bank_set_aside (
        file_id uuid not null,
        number integer not null,
        line integer not null,
        reason text not null,
        field text,
        raw_text text not null,
        is_raw_text_cut boolean not null,
        primary key (file_id, number)
      );
      create table bank_batch (
        id uuid primary key,
        file_id uuid not null,
        format text not null,
        account_key text not null,
        direction text not null,
        is_reversal boolean not null,
        minor bigint not null,
        currency text not null,
        booked_on date,
        bank_reference text,
        transactions integer not null,
        twin_id uuid
      );
      create index bank_batch_twin_idx on bank_batch (account_key, minor, booked_on) where twin_id is null;
      create index bank_batch_file_idx on bank_batch (file_id);
      create table bank_transaction (
        id uuid primary key,
        file_id uuid not null,
        batch_id uuid not null,
        line integer not null,
        account_key text not null,
        direction text not null,
        is_reversal boolean not null,
        minor bigint not null,
        currency text not null,
        booked_on date,
        bank_reference text,
        end_to_end_id text,
        told jsonb not null,
        identity text not null,
        occurrence integer not null default 1,
        reference_key text,
        reference_occurrence integer not null default 1,
        state text not null,
        reason text,
        match jsonb,
        same_as_id uuid,
        inside_id uuid,
        allocated_minor bigint not null default 0,
        gone_minor bigint not null default 0,
        allocations integer not null default 0,
        changed_at timestamptz not null,
        constraint bank_transaction_state_check check (state in (${COUNTED}, ${UNCOUNTED})),
        constraint bank_transaction_amounts_check check (
          minor > 0 and allocated_minor >= 0 and gone_minor >= 0 and allocated_minor + gone_minor <= minor)
      );
      -- A transaction once: where two files tell it, the database lets one of them count.
      create unique index bank_transaction_once on bank_transaction (identity, occurrence) where state in (${COUNTED});
      create index bank_transaction_identity_idx on bank_transaction (identity);
      create index bank_transaction_reference_idx on bank_transaction (reference_key, reference_occurrence) where reference_key is not null;
      create index bank_transaction_new_idx on bank_transaction (id) where state = 'new';
      create index bank_transaction_desk_idx on bank_transaction (state, id) where state not in ('new', 'allocated', 'duplicate');
      create index bank_transaction_file_idx on bank_transaction (file_id, id);
      create index bank_transaction_batch_idx on bank_transaction (batch_id);
      create index bank_transaction_end_to_end_idx on bank_transaction (end_to_end_id) where end_to_end_id is not null;
      create table payment_allocation (
        creditor_id uuid not null,
        settlement_id uuid not null,
        transaction_id uuid not null,
        claim_id uuid not null,
        minor bigint not null,
        received_on date not null,
        actor text not null,
        undone_by_id uuid,
        created_at timestamptz not null,
        primary key (creditor_id, settlement_id),
        constraint payment_allocation_amount_check check (minor > 0)
      );
      create index payment_allocation_transaction_idx on payment_allocation (transaction_id);
      -- What a payer may write, over all creditors.
      create index claim_payment_reference_idx on claim (payment_reference) where payment_reference is not null;
      create index claim_invoice_number_idx on claim (invoice_number);
      create index claim_owed_idx on claim (outstanding_minor, currency) where outstanding_minor > 0;
      create index case_claim_reference_idx on case_claim (reference);
    `);
    for (const table of [
      'collector_account',
      'bank_file',
      'bank_file_chunk',
      'bank_set_aside',
      'bank_batch',
      'bank_transaction',
    ])
      await operatorTable(queryRunner, table);
    await tenantTable(queryRunner, 'payment_allocation');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index case_claim_reference_idx;
      drop index claim_owed_idx;
      drop index claim_invoice_number_idx;
      drop index claim_payment_reference_idx;
      drop table payment_allocation;
      drop table bank_transaction;
      drop table bank_batch;
      drop table bank_set_aside;
      drop table bank_file_chunk;
      drop table bank_file;
      drop table collector_account;
    `);
  }
}
