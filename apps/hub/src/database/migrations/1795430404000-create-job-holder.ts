import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';

/** Which process works a job, so that the jobs of one that was killed are taken up at once. */
export class CreateJobHolder1795430404000 implements MigrationInterface {
  readonly name = 'CreateJobHolder1795430404000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table job_holder (
        job_id uuid not null,
        queue text not null,
        process integer not null,
        since timestamptz not null,
        primary key (job_id)
      );
      grant select, insert, update, delete on job_holder to ${databaseRoles.jobs};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table job_holder');
  }
}
