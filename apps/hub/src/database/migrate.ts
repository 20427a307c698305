import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { createDataSource } from './data-source.js';
import { databaseRoles, JOBS_SCHEMA } from './database-roles.js';
import { ensureRoles, grantJobs } from './ensure-roles.js';

/** Any number that nobody else uses as an advisory lock in this database. */
const MIGRATION_LOCK = 7_251_849;
/** How long one replica waits for another's migrations. */
const LOCK_TIMEOUT_MS = 600_000;

export interface MigrateOptions {
  /** Address of the migrations' login. */
  readonly url: string;
  /** Name of the login that the hub itself connects as. */
  readonly hubLogin: string;
}

/**
 * Brings roles, tables and the job queue's schema to this version. Several replicas may call it at once: one works,
 * the others wait and find nothing left to do.
 *
 * @returns the names of the migrations that were run
 * @throws MissingPrivilegeError with the statements that an administrator must run
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'kravhub-migrate' });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRoles(client, options.hubLogin);
    const run = await migrateTables(options.url);
    await migrateJobs(options.url);
    await client.query(`set role ${databaseRoles.owner}`);
    await grantJobs(client);
    // Readiness compares the migrations that ran with those that this version knows.
    await client.query(`grant select on schema_migration to ${databaseRoles.operator}`);
    return run;
  } finally {
    // Ending the session lets go of the lock.
    await client.end();
  }
}

async function migrateTables(url: string): Promise<readonly string[]> {
  const dataSource = createDataSource({ url, poolMax: 2, role: databaseRoles.owner, entities: false });
  await dataSource.initialize();
  try {
    const run = await dataSource.runMigrations({ transaction: 'each' });
    return run.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    options: `-c role=${databaseRoles.owner}`,
    application_name: 'kravhub-migrate-jobs',
    schema: JOBS_SCHEMA,
    max: 2,
    migrate: true,
    supervise: false,
    schedule: false,
  });
  const failures: Error[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  await boss.stop({ graceful: false });
  if (failures[0]) throw failures[0];
}
