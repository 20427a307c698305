import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { cpuSecondsOf, freePort, NodeProcess } from '../../test/support/node-process.js';
import { HttpJson } from '../../tools/road/http-json.js';
import type { Connection } from '../../tools/road/hub-shapes.js';
import { Hub } from '../../tools/road/hub.js';
import { tripletex } from '../../tools/road/ledgers/tripletex.js';
import { type BenchDatabase, type BenchServer, createDatabase } from '../database.js';

export const PAGE_SIZE = 100;
const POLL_MS = 50;
const TIMEOUT_MS = 600_000;

/** Sandbox, hub and database of one measurement, each in a process of its own. */
export interface BenchRoad {
  readonly sandboxUrl: string;
  readonly control: HttpJson;
  readonly sandboxProcess: NodeProcess;
  readonly hubProcess: NodeProcess;
  readonly hub: Hub;
  readonly database: BenchDatabase;
  /** An administrator's connection to the hub's database. */
  readonly admin: pg.Client;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** How `npm run hub` starts it. */
export interface HubStart {
  readonly flags: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Everything ready, the company connected, nothing pulled yet. */
export async function openRoad(
  server: BenchServer,
  invoices: number,
  { flags, variables }: HubStart,
): Promise<BenchRoad> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.reverse()) await step();
  };
  try {
    const sandboxPort = await freePort();
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    const sandbox = await NodeProcess.start('sandbox', {
      env: {
        SANDBOX_PORT: String(sandboxPort),
        SANDBOX_SIZE: 'bench',
        SANDBOX_INVOICES: String(invoices),
        SANDBOX_RATE_LIMIT: '1000000',
      },
      ready: `${sandboxUrl}/control/state`,
    });
    closing.push(() => sandbox.stop());
    const database = await createDatabase(server);
    closing.push(() => database.drop());
    const port = await freePort();
    const hubUrl = `http://127.0.0.1:${port}`;
    const hubProcess = await NodeProcess.start('hub', {
      flags,
      env: {
        ...variables,
        PORT: String(port),
        DATABASE_URL: database.url,
        DATABASE_MIGRATION_URL: database.adminUrl,
        SECRET_KEYS: `bench:${randomBytes(32).toString('base64url')}`,
        TRIPLETEX_API_URL: `${sandboxUrl}/tripletex/v2`,
        SYNC_PAGE_SIZE_MAX: String(PAGE_SIZE),
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'warn',
      },
      ready: `${hubUrl}/health/ready`,
    });
    closing.push(() => hubProcess.stop());
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    closing.push(() => admin.end());
    const control = new HttpJson(`${sandboxUrl}/control`);
    const hub = new Hub(hubUrl);
    const connection = await connect(hub, control);
    return {
      sandboxUrl,
      control,
      sandboxProcess: sandbox,
      hubProcess,
      hub,
      database,
      admin,
      connection,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(hub: Hub, control: HttpJson): Promise<Connection> {
  const { consumerToken, accountantToken } = await control.get<{
    consumerToken: string;
    accountantToken: string;
  }>('/credentials');
  const settings = { consumerToken, employeeToken: accountantToken };
  const grantId = await hub.storeGrant('tripletex', 'Bench', settings);
  const [company] = await hub.companies(grantId);
  if (!company) throw new Error('The sandbox offers no company.');
  const startOn = `${Number((await tripletex.today(control)).slice(0, 4)) - 3}-01-01`;
  const connection = await hub.connect(grantId, company.companyKey, {
    graceDays: 14,
    minimums: [],
    startOn,
    excludedCustomerNumbers: [],
    approval: 'automatic',
  });
  const { writeBackTargets } = await hub.preflight(connection);
  const target = writeBackTargets.find(({ proposed }) => proposed);
  if (target) await hub.chooseTarget(connection, target.target);
  return connection;
}

/** Processor seconds; undefined where the system does not tell, or the server runs elsewhere. */
export interface CpuSeconds {
  readonly hub: number | undefined;
  readonly sandbox: number | undefined;
  readonly postgresql: number | undefined;
}

export interface RoadFigures {
  readonly seconds: number;
  readonly cpu: CpuSeconds;
  readonly claims: number;
  readonly handedOver: number;
}

/** From the order to pull until every claim has been handed over. */
export async function pullAndHandOver(road: BenchRoad): Promise<RoadFigures> {
  const { admin, hub, connection } = road;
  const before = await cpuSeconds(road);
  const begun = performance.now();
  await hub.activate(connection);
  await hub.startSync(connection);
  await until(async () => {
    const { rows } = await admin.query<{ done: boolean }>(
      `select exists (select from sync_run where state = 'succeeded')
         and not exists (select from outbox_message where state = 'pending')
         and exists (select from outbox_message) as done`,
    );
    return rows[0]?.done === true;
  });
  const seconds = (performance.now() - begun) / 1000;
  const cpu = minus(await cpuSeconds(road), before);
  const { rows } = await admin.query<{ claims: number; handedOver: number }>(
    `select (select count(*)::int from claim) as claims, (select count(*)::int from collected_claim) as "handedOver"`,
  );
  return { seconds, cpu, claims: rows[0]?.claims ?? 0, handedOver: rows[0]?.handedOver ?? 0 };
}

async function cpuSeconds({ hubProcess, sandboxProcess, admin }: BenchRoad): Promise<CpuSeconds> {
  const { rows } = await admin.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database()`,
  );
  const servers = await Promise.all(rows.map(({ pid }) => cpuSecondsOf(pid)));
  return {
    hub: await hubProcess.cpuSeconds(),
    sandbox: await sandboxProcess.cpuSeconds(),
    postgresql: servers.reduce(
      (sum, seconds) => (sum === undefined || seconds === undefined ? undefined : sum + seconds),
      0,
    ),
  };
}

function minus(after: CpuSeconds, before: CpuSeconds): CpuSeconds {
  const difference = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined || b === undefined ? undefined : Math.round((a - b) * 100) / 100;
  return {
    hub: difference(after.hub, before.hub),
    sandbox: difference(after.sandbox, before.sandbox),
    postgresql: difference(after.postgresql, before.postgresql),
  };
}

export interface RerunFigures {
  readonly seconds: number;
  readonly kind: string;
  readonly handedOver: number;
  /** Rows written in each table while nothing had changed. */
  readonly written: Readonly<Record<string, number>>;
}

const WATCHED = ['claim', 'claim_event', 'claim_movement', 'outbox_message', 'collected_claim'] as const;

/** The same again, as a full pull or an incremental one, with nothing changed in the ledger. */
export async function rerun({ admin, hub, connection }: BenchRoad, full: boolean): Promise<RerunFigures> {
  // A day has passed since the last full pull: only that makes the hub begin another one.
  if (full)
    await admin.query(`update connection set last_full_pull_at = last_full_pull_at - interval '2 days'`);
  const before = await fingerprints(admin);
  const begun = performance.now();
  const run = await hub.sync(connection);
  const seconds = (performance.now() - begun) / 1000;
  const after = await fingerprints(admin);
  const written: Record<string, number> = {};
  for (const table of WATCHED) written[table] = await changedRows(admin, table, before.transaction);
  return { seconds, kind: run.kind, handedOver: after.handedOver - before.handedOver, written };
}

async function fingerprints(admin: pg.Client): Promise<{ transaction: string; handedOver: number }> {
  const { rows } = await admin.query<{ transaction: string; handedOver: number }>(
    `select pg_current_xact_id()::xid::text as transaction, (select count(*)::int from collected_claim) as "handedOver"`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database answered nothing.');
  return row;
}

/** Rows whose newest version was written by a transaction that began after `transaction`. */
async function changedRows(admin: pg.Client, table: string, transaction: string): Promise<number> {
  const { rows } = await admin.query<{ changed: number }>(
    `select count(*)::int as changed from ${table} where age(xmin) < age($1::xid)`,
    [transaction],
  );
  return rows[0]?.changed ?? 0;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + TIMEOUT_MS;
  while (!(await done())) {
    if (performance.now() > endsAt) throw new Error(`The road did not end within ${TIMEOUT_MS / 1000} s.`);
    await delay(POLL_MS);
  }
}
