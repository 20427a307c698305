import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of rows that were put in together, a third had no room on their page for the version that a payment makes. */
export class LeaveMoreRoomInCaseClaims1797300000000 implements MigrationInterface {
  readonly name = 'LeaveMoreRoomInCaseClaims1797300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table case_claim set (fillfactor = 45)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table case_claim set (fillfactor = 60)');
  }
}
