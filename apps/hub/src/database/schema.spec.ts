import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createEmptyDatabase } from '../../../../test/support/database.js';
import { createDataSource } from './data-source.js';
import { databaseRoles } from './database-roles.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { entityDrift, jobSchemaDrift } from './schema-drift.js';

describe('the schema', () => {
  let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let owner: DataSource;

  beforeAll(async () => {
    empty = await createEmptyDatabase();
  });

  afterAll(async () => {
    await owner?.destroy();
    await empty.drop();
  });

  it('goes up from empty once, also when two replicas start together', async () => {
    const runs = await Promise.all([
      migrate({ url: empty.adminUrl, hubLogin: empty.login }),
      migrate({ url: empty.adminUrl, hubLogin: empty.login }),
    ]);
    expect(runs.map((run) => run.length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
    expect(await migrate({ url: empty.adminUrl, hubLogin: empty.login })).toEqual([]);
  });

  it('is the one that the entities describe', async () => {
    owner = createDataSource({ url: empty.adminUrl, poolMax: 2, role: databaseRoles.owner });
    await owner.initialize();
    expect(await entityDrift(owner)).toEqual([]);
  });

  it('holds the job queue as its version expects it', async () => {
    expect(await jobSchemaDrift(empty.adminUrl)).toEqual([]);
  });

  it('goes down to empty and up again', async () => {
    for (const migration of migrations) {
      await owner.undoLastMigration({ transaction: 'each' });
      expect(migration.name).toBeTruthy();
    }
    const left = await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'`,
    );
    expect(left).toEqual([]);
    expect(await migrate({ url: empty.adminUrl, hubLogin: empty.login })).toHaveLength(migrations.length);
  });
});
