import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { migrate } from '../../apps/hub/src/database/migrate.js';

/** The hub's login in tests: an ordinary role, as in production, so that row-level security binds it. */
const LOGIN = 'kravhub_test_login';
const LOGIN_PASSWORD = 'kravhub-test';
/** Guards the making of the template; any number that nobody else uses. */
const TEMPLATE_LOCK = 7_251_850;
const POOL_MAX = 10;

/** A database of its own for one test file, migrated, empty. */
export interface TestDatabase {
  /** As the hub connects: DATABASE_URL. */
  readonly url: string;
  /** As migrations connect, a superuser: DATABASE_MIGRATION_URL. */
  readonly adminUrl: string;
  readonly database: Database;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** Call in `beforeAll`, and `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const run = process.env['KRAVHUB_TEST_RUN'] ?? 'local';
  const template = `kravhub_test_${run}_template`;
  const name = `kravhub_test_${run}_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(client, server, template);
    await client.query(`create database ${name} template ${template}${strategy()}`);
    await client.query(`grant connect on database ${name} to ${LOGIN}`);
  });
  const adminUrl = withDatabase(server, name);
  const url = withLogin(adminUrl);
  const dataSource = createDataSource({ url, poolMax: POOL_MAX });
  await dataSource.initialize();
  const database = new Database(dataSource);
  return {
    url,
    adminUrl,
    database,
    async drop() {
      await database.close();
      await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** An empty database without roles' grants or tables, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{
  url: string;
  adminUrl: string;
  login: string;
  drop(): Promise<void>;
}> {
  const server = serverUrl();
  const name = `kravhub_test_${process.env['KRAVHUB_TEST_RUN'] ?? 'local'}_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureLogin(client);
    await client.query(`create database ${name} template template0`);
  });
  const adminUrl = withDatabase(server, name);
  const drop = async (): Promise<void> => {
    await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { url: withLogin(adminUrl), adminUrl, login: LOGIN, drop };
}

function strategy(): string {
  const named = process.env['KRAVHUB_TEST_STRATEGY'];
  return named === undefined ? '' : ` strategy ${named}`;
}

function serverUrl(): string {
  const url = process.env['KRAVHUB_TEST_SERVER_URL'];
  if (!url)
    throw new Error(
      'No test server: this spec does not run in the project of jest.config.mjs that starts one.',
    );
  return url;
}

/** Finished exactly when the name exists: it is migrated under another one and renamed last. */
async function ensureTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  const found = await client.query('select from pg_database where datname = $1', [template]);
  if (found.rowCount) return;
  await ensureLogin(client);
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft} template template0 encoding 'UTF8'`);
  await migrate({ url: withDatabase(server, draft), hubLogin: LOGIN });
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function ensureLogin(client: pg.Client): Promise<void> {
  const found = await client.query('select from pg_roles where rolname = $1', [LOGIN]);
  const verb = found.rowCount ? 'alter' : 'create';
  await client.query(`${verb} role ${LOGIN} login noinherit password '${LOGIN_PASSWORD}'`);
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function withLogin(address: string): string {
  const url = new URL(address);
  url.username = LOGIN;
  url.password = LOGIN_PASSWORD;
  return url.href;
}
