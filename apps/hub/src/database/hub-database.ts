import { join } from 'node:path';
import pg from 'pg';
import { Environment } from '../config/environment.js';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';

/** Where the hub's rows are, and who it is there. */
export interface HubDatabase {
  /** The hub's login. Bears a password: never log it. */
  readonly url: string;
  /** The migrations' login. */
  readonly migrationUrl: string;
  readonly hubLogin: string;
  /** Stops the packaged server, if this process is the last that uses it; does nothing to a server of yours. */
  stop(): Promise<void>;
}

const DATABASE = 'kravhub';
const LOGIN = 'kravhub_login';

/** The server that the environment names, or the packaged one on DATA_DIR. */
export async function openHubDatabase(environment: Environment): Promise<HubDatabase> {
  const { DATABASE_URL: url, DATABASE_MIGRATION_URL: migrationUrl, DATA_DIR: dataFolder } = environment;
  if (url !== undefined) {
    const hubLogin = decodeURIComponent(new URL(url).username);
    return { url, migrationUrl: migrationUrl ?? url, hubLogin, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgresql'), durable: true });
  try {
    await ensureDatabase(server.adminUrl, server.loginPassword);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const own = new URL(server.adminUrl);
  own.pathname = `/${DATABASE}`;
  const adminUrl = own.href;
  own.username = LOGIN;
  own.password = server.loginPassword;
  return { url: own.href, migrationUrl: adminUrl, hubLogin: LOGIN, stop: () => server.stop() };
}

/** Also the packaged server's administrator is no login for every day: row-level security would not bind it. */
async function ensureDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Two hubs that start on the same folder wait for each other here.
    await client.query('select pg_advisory_lock(7251851)');
    const login = await client.query('select from pg_roles where rolname = $1', [LOGIN]);
    if (!login.rowCount)
      await client.query(`create role ${LOGIN} login noinherit password ${client.escapeLiteral(password)}`);
    const database = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!database.rowCount)
      await client.query(`create database ${DATABASE} template template0 encoding 'UTF8'`);
  } finally {
    await client.end();
  }
}
