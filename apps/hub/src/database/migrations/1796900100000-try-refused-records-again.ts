import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A record that could not be read is tried again when somebody asks, and says what came of it. */
export class TryRefusedRecordsAgain1796900100000 implements MigrationInterface {
  readonly name = 'TryRefusedRecordsAgain1796900100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table refused_record
        add column retry_state text,
        add column retry_asked_at timestamptz,
        add column retry_failure text;
      create index refused_record_waiting_idx on refused_record (creditor_id, connection_id, ledger_item_id)
        where retry_state = 'waiting';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table refused_record drop column retry_state, drop column retry_asked_at, drop column retry_failure;
    `);
  }
}
