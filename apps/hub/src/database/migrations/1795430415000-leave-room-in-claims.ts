import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every claim changes soon after it was made: it is handed over, then paid. With room left on its page the new version
 * stays beside the old one, and no index has to be written again.
 */
export class LeaveRoomInClaims1795430415000 implements MigrationInterface {
  readonly name = 'LeaveRoomInClaims1795430415000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table claim set (fillfactor = 50)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table claim reset (fillfactor)');
  }
}
