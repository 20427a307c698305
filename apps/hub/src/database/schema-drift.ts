import type { DataSource } from 'typeorm';
import { PgBoss } from 'pg-boss';
import { databaseRoles, JOBS_SCHEMA } from './database-roles.js';

/**
 * What the entities say and the migrated schema does not: the statements that TypeORM would run to mend it. Empty
 * when both agree. It compares tables, columns, types, defaults, keys, indexes and checks by name; row-level
 * security and triggers it does not know, see `row-level-security.spec.ts`.
 */
export async function entityDrift(dataSource: DataSource): Promise<readonly string[]> {
  const log = await dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map((query) => query.query);
}

/** Where pg-boss's schema is not the one its version expects. Empty when it is. */
export async function jobSchemaDrift(url: string): Promise<readonly string[]> {
  const boss = new PgBoss({
    connectionString: url,
    options: `-c role=${databaseRoles.owner}`,
    schema: JOBS_SCHEMA,
    max: 1,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    const report = await boss.detectSchemaDrift();
    return report.ok ? [] : [JSON.stringify(report)];
  } finally {
    await boss.stop({ graceful: false });
  }
}
