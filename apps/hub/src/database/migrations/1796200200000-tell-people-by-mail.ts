import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { tenantTable } from '../tenant-table.js';

/** What people are told of by e-mail, whom, and when each wants to be told. */
export class TellPeopleByMail1796200200000 implements MigrationInterface {
  readonly name = 'TellPeopleByMail1796200200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table notice_occurrence (
        creditor_id uuid not null,
        id uuid not null,
        kind text not null,
        subject_id uuid not null,
        seen_at timestamptz not null,
        planned_at timestamptz,
        ended_at timestamptz,
        primary key (creditor_id, id)
      );
      create unique index notice_occurrence_one on notice_occurrence (creditor_id, kind, subject_id) where ended_at is null;
      create index notice_occurrence_unplanned_idx on notice_occurrence (id) where planned_at is null;
      create table notice (
        creditor_id uuid not null,
        occurrence_id uuid not null,
        user_id uuid not null,
        state text not null,
        attempts integer not null default 0,
        not_before timestamptz not null,
        sent_at timestamptz,
        primary key (creditor_id, occurrence_id, user_id)
      );
      create index notice_due_idx on notice (not_before) where state = 'planned';
      create table accounts.notice_setting (
        user_id uuid primary key references accounts."user" ("id") on delete cascade,
        mode text not null
      );
      grant select, insert, update, delete on accounts.notice_setting to ${databaseRoles.accounts};
    `);
    await tenantTable(queryRunner, 'notice_occurrence');
    await tenantTable(queryRunner, 'notice');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table accounts.notice_setting; drop table notice; drop table notice_occurrence',
    );
  }
}
