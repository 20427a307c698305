import type { MigrationInterface, QueryRunner } from 'typeorm';

const TOLD = { sync_run: 'runs', claim: 'claims', write_back: 'postings', settlement: 'money' } as const;

/**
 * Tells listeners which creditor's rows changed, and of what sort: nothing of the rows themselves. PostgreSQL says the
 * same once per transaction, and only when it is committed.
 */
export class TellWhatChanged1796300000000 implements MigrationInterface {
  readonly name = 'TellWhatChanged1796300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function tell_what_changed() returns trigger language plpgsql as $$
      begin
        perform pg_notify('kravhub_changes', changed.creditor_id || ' ' || tg_argv[0])
          from (select distinct creditor_id from touched) as changed;
        return null;
      end $$`);
    for (const [table, topic] of Object.entries(TOLD))
      for (const event of ['insert', 'update'])
        await queryRunner.query(
          `create trigger tell_${event} after ${event} on ${table} referencing new table as touched
           for each statement execute function tell_what_changed('${topic}')`,
        );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TOLD))
      await queryRunner.query(`drop trigger tell_insert on ${table}; drop trigger tell_update on ${table}`);
    await queryRunner.query('drop function tell_what_changed()');
  }
}
