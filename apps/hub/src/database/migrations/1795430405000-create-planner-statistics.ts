import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';

/**
 * A first pull fills tables within seconds, autovacuum looks once a minute. Until then the planner takes a creditor's
 * rows for one, and reads all of them where an index would find the hundred that are wanted.
 */
export class CreatePlannerStatistics1795430405000 implements MigrationInterface {
  readonly name = 'CreatePlannerStatistics1795430405000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Only a table's owner may analyse it, hence `security definer`. It takes no argument and answers no row. A small
    // sample tells one creditor from a thousand; autovacuum takes a large one later.
    await queryRunner.query(`
      create function analyze_grown_tables() returns void
      language plpgsql security definer
      set search_path = pg_catalog, pg_temp set default_statistics_target = 10 as $$
      declare grown regclass;
      begin
        for grown in
          select c.oid from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
            and c.relowner = current_user::regrole
            and pg_relation_size(c.oid) > 4 * c.relpages * current_setting('block_size')::bigint
        loop
          execute format('analyze (skip_locked) %s', grown);
        end loop;
      end $$;
      revoke execute on function analyze_grown_tables() from public;
      grant execute on function analyze_grown_tables() to ${databaseRoles.operator};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function analyze_grown_tables()');
  }
}
