import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A payment changes what is outstanding of a claim in its case, which no index holds: with room on the page the new version of the
 * row needs no new entries in the indexes.
 */
export class LeaveRoomInCaseClaims1796710000000 implements MigrationInterface {
  readonly name = 'LeaveRoomInCaseClaims1796710000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table case_claim set (fillfactor = 60)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table case_claim reset (fillfactor)');
  }
}
