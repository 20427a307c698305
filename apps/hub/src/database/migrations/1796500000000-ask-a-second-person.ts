import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table.js';

/** What a creditor wants two persons for. */
export class AskASecondPerson1796500000000 implements MigrationInterface {
  readonly name = 'AskASecondPerson1796500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table second_person_rule (
        creditor_id uuid not null,
        version integer not null,
        subjects text[] not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (creditor_id, version),
        constraint second_person_rule_check check (subjects <@ array['hand-over', 'authority', 'account-mapping'])
      );
    `);
    await tenantTable(queryRunner, 'second_person_rule', { appendOnly: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table second_person_rule');
  }
}
