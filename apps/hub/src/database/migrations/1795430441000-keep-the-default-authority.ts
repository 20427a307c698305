import type { MigrationInterface, QueryRunner } from 'typeorm';
import { referenceTable } from '../tenant-table.js';

/** What the collector may grant for creditors who have said nothing of their own, version by version. */
export class KeepTheDefaultAuthority1795430441000 implements MigrationInterface {
  readonly name = 'KeepTheDefaultAuthority1795430441000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table default_authority (
        version integer not null,
        terms jsonb not null,
        created_at timestamptz not null,
        created_by text not null,
        primary key (version)
      );
    `);
    await referenceTable(queryRunner, 'default_authority');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table default_authority');
  }
}
