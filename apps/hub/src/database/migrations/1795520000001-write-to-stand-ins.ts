import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where to write to an agent that the debtor has named, or to the estate of one who has died. */
export class WriteToStandIns1795520000001 implements MigrationInterface {
  readonly name = 'WriteToStandIns1795520000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table case_debtor add column stand_ins jsonb not null default '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table case_debtor drop column stand_ins');
  }
}
