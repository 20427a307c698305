import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** Who may do a piece of scheduled work now. */
export class CreateLease1795430400000 implements MigrationInterface {
  readonly name = 'CreateLease1795430400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table lease (
        name text not null,
        holder text not null,
        token bigint not null,
        expires_at timestamptz not null,
        primary key (name)
      )
    `);
    await operatorTable(queryRunner, 'lease');
    // Work in a creditor's transaction proves that its lease still holds, and may do no more than read it.
    await queryRunner.query('grant select on lease to kravhub_app');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table lease');
  }
}
