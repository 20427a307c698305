import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run tells how many calls it took; those of runs before were not counted. */
export class CountCallsOfRuns1796900000000 implements MigrationInterface {
  readonly name = 'CountCallsOfRuns1796900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sync_run add column calls integer not null default 0');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sync_run drop column calls');
  }
}
