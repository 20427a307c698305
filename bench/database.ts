import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../apps/hub/src/database/embedded-postgres/embedded-postgres.js';

const LOGIN = 'kravhub_bench_login';
const LOCAL_SERVER = 'postgres://postgres@127.0.0.1:5432/postgres';
const CONNECT_TIMEOUT_MS = 1_500;

export interface BenchServer {
  /** Administrator's address. */
  readonly adminUrl: string;
  /** For the report: which server, and whether it is safe against a power cut. */
  readonly description: string;
  stop(): Promise<void>;
}

/** A database of its own, dropped at the end. */
export interface BenchDatabase {
  /** The hub's login, bound by row-level security. */
  readonly url: string;
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** The server that the environment names, the one at 127.0.0.1:5432 where it answers, or a packaged one with durable settings. */
export async function openServer(): Promise<BenchServer> {
  const named = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  for (const adminUrl of named === undefined ? [LOCAL_SERVER] : [named]) {
    const facts = await describe(adminUrl).catch((error: unknown) => {
      if (named !== undefined) throw error;
      return undefined;
    });
    if (facts !== undefined) return { adminUrl, description: facts, stop: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'kravhub-bench-'));
  const server = await startEmbeddedPostgres({ folder, durable: true });
  return {
    adminUrl: server.adminUrl,
    description: `${await describe(server.adminUrl)}, packaged`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function createDatabase({ adminUrl: server }: BenchServer): Promise<BenchDatabase> {
  const name = `kravhub_bench_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await onServer(server, async (client) => {
    const found = await client.query('select from pg_roles where rolname = $1', [LOGIN]);
    await client.query(
      `${found.rowCount ? 'alter' : 'create'} role ${LOGIN} login noinherit password '${password}'`,
    );
    await client.query(`create database ${name} template template0 encoding 'UTF8'`);
  });
  const admin = new URL(server);
  admin.pathname = `/${name}`;
  const login = new URL(admin);
  login.username = LOGIN;
  login.password = password;
  return {
    url: login.href,
    adminUrl: admin.href,
    drop: () =>
      onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`)).then(
        () => undefined,
      ),
  };
}

/** Removes what a benchmark that was killed left behind on a server that is not ours. */
export async function sweep({ adminUrl }: BenchServer): Promise<void> {
  await onServer(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database d where datname like 'kravhub_bench_%'
         and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name}`);
  });
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function describe(url: string): Promise<string> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<{ version: string; fsync: string; commit: string }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commit`,
    );
    const [facts] = rows;
    return `PostgreSQL ${facts?.version} (fsync ${facts?.fsync}, synchronous_commit ${facts?.commit})`;
  });
}
