import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter is looked at once more before its first sending, and so are the copies that go with it. */
export class CheckLettersBeforeTheyLeave1795450000001 implements MigrationInterface {
  readonly name = 'CheckLettersBeforeTheyLeave1795450000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table case_letter add column checked_revision integer, add column copy_of_id uuid;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table case_letter drop column checked_revision, drop column copy_of_id;
    `);
  }
}
