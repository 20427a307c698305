import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when whoever approved a claim may think better of it; taken away before the hand-over leaves, so that its absence says no. */
export class UndoApprovals1796800000000 implements MigrationInterface {
  readonly name = 'UndoApprovals1796800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table outbox_message add column undo_until timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table outbox_message drop column undo_until');
  }
}
