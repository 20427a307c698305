import { aheadOf, systemClock } from '@app/domain';
import type { Clock } from '@app/domain';
import type { DynamicModule, INestApplication, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { LazyAuth } from './accounts/lazy-auth.js';
import { AppModule } from './app.module.js';
import { Environment } from './config/environment.js';
import { type Sleep, sleep } from './config/sleep.js';
import { createDataSource } from './database/data-source.js';
import { Database } from './database/database.js';
import { openHubDatabase } from './database/hub-database.js';
import type { HubDatabase } from './database/hub-database.js';
import { migrate } from './database/migrate.js';
import { prepareHttp } from './http-app.js';
import { HubLogger } from './logging/hub-logger.js';
import { registerSecret } from './logging/redact.js';
import { declareSafeErrorsOfTheBase } from './logging/safe-errors.js';
import { Metrics } from './metrics/metrics.js';
import { readOrMakeKeyFile } from './secrets/key-file.js';
import { parseSecretKeys } from './secrets/secret-keys.js';

/** A command asks one thing at a time. */
const CONTEXT_POOL_MAX = 4;

export interface HubOverrides {
  /** Default: the machine's time. */
  readonly clock?: Clock;
  /** Between two calls to a ledger. Default: in real time. */
  readonly sleep?: Sleep;
  /** Calls to ledgers are counted by `clock` and waited for by `sleep`, as the vendor does that the test plays. Default: false. */
  readonly callsByClock?: boolean;
  /** Takes finished log lines. Default: standard output. */
  readonly writeLog?: (line: string) => void;
  /** Modules that a test adds. */
  readonly modules?: readonly (Type | DynamicModule)[];
}

/** A hub that runs in this process. */
export interface Hub {
  readonly app: INestApplication;
  /** Where the API listens. Example: `http://127.0.0.1:3800`. */
  readonly url: string;
  /** Ends requests and jobs within SHUTDOWN_GRACE_SECONDS, hands back the rest, closes everything. May be called twice. */
  close(): Promise<void>;
}

/** Runs pending migrations without starting a hub. @returns the names of those that ran */
export async function migrateHub(environment: Environment): Promise<readonly string[]> {
  const hubDatabase = await openHubDatabase(environment);
  try {
    return await migrate({ url: hubDatabase.migrationUrl, hubLogin: hubDatabase.hubLogin });
  } finally {
    await hubDatabase.stop();
  }
}

/** Starts a hub: database, migrations, features, API. What was started is stopped again when a later step fails. */
export async function createHub(environment: Environment, overrides: HubOverrides = {}): Promise<Hub> {
  declareSafeErrorsOfTheBase();
  const logger = createLogger(environment, overrides.writeLog);
  const keys = environment.SECRET_KEYS ?? (await readOrMakeKeyFile(environment.DATA_DIR));
  const hubDatabase = await openHubDatabase(environment);
  hideSecrets(environment, keys, hubDatabase);
  let database: Database | undefined;
  try {
    if (environment.MIGRATE_ON_START)
      await migrate({ url: hubDatabase.migrationUrl, hubLogin: hubDatabase.hubLogin });
    database = new Database(
      createDataSource({ url: hubDatabase.url, poolMax: environment.DATABASE_POOL_MAX }),
    );
    await database.dataSource.initialize();
    const { module, metrics } = hubModule(environment, overrides, database, { url: hubDatabase.url, keys });
    const app = await NestFactory.create<NestExpressApplication>(module, {
      logger,
      bodyParser: false,
      abortOnError: false,
    });
    prepareHttp(app, environment, metrics, app.get(LazyAuth, { strict: false }).handler);
    await app.listen(environment.PORT, environment.HOST).catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    return running(app, environment, hubDatabase);
  } catch (error) {
    await database?.close();
    await hubDatabase.stop();
    throw error;
  }
}

/**
 * The hub's services without its port: nothing listens, no job is worked, nothing is scheduled. For commands of operators. It
 * runs beside a hub that is up, and does not migrate.
 */
export async function openHubContext(
  given: Environment,
  overrides: HubOverrides = {},
): Promise<{ readonly app: INestApplicationContext; close(): Promise<void> }> {
  declareSafeErrorsOfTheBase();
  const environment = Object.assign(new Environment(), given, { HUB_ROLES: [] });
  const keys = environment.SECRET_KEYS ?? (await readOrMakeKeyFile(environment.DATA_DIR));
  const hubDatabase = await openHubDatabase(environment);
  hideSecrets(environment, keys, hubDatabase);
  const database = new Database(createDataSource({ url: hubDatabase.url, poolMax: CONTEXT_POOL_MAX }));
  try {
    await database.dataSource.initialize();
    const { module } = hubModule(environment, overrides, database, { url: hubDatabase.url, keys });
    const logger = createLogger(environment, overrides.writeLog);
    const app = await NestFactory.createApplicationContext(module, { logger, abortOnError: false });
    return { app, close: () => app.close().finally(() => hubDatabase.stop()) };
  } catch (error) {
    await database.close();
    await hubDatabase.stop();
    throw error;
  }
}

export function createLogger(environment: Environment, write?: (line: string) => void): HubLogger {
  const pretty =
    environment.LOG_FORMAT === 'pretty' ||
    (environment.LOG_FORMAT === 'auto' && process.stdout.isTTY === true);
  return new HubLogger({ level: environment.LOG_LEVEL, pretty, ...(write === undefined ? {} : { write }) });
}

function hubModule(
  environment: Environment,
  overrides: HubOverrides,
  database: Database,
  { url, keys }: { readonly url: string; readonly keys: string },
): { readonly module: DynamicModule; readonly metrics: Metrics } {
  const metrics = new Metrics();
  measurePool(metrics, database);
  const clock = overrides.clock ?? aheadOf(systemClock, environment.CLOCK_AHEAD_SECONDS * 1000);
  const parts = {
    environment,
    clock,
    sleep: overrides.sleep ?? sleep,
    callTime: overrides.callsByClock
      ? { sleep: overrides.sleep ?? sleep, nowMs: () => clock.now().getTime() }
      : { sleep },
    database,
    databaseUrl: url,
    secretKeys: parseSecretKeys(keys),
    metrics,
  };
  return { module: AppModule.register(parts, overrides.modules), metrics };
}

function running(app: NestExpressApplication, environment: Environment, hubDatabase: HubDatabase): Hub {
  const address = app.getHttpServer().address() as { port: number };
  const host = environment.HOST.includes(':') ? `[${environment.HOST}]` : environment.HOST;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // Requests that outlive the time of grace are cut off; the server would wait for them without end.
    const cutOff = setTimeout(
      () => app.getHttpServer().closeAllConnections(),
      environment.SHUTDOWN_GRACE_SECONDS * 1000,
    );
    try {
      await app.close();
    } finally {
      clearTimeout(cutOff);
      await hubDatabase.stop();
    }
  };
  return { app, url: `http://${host}:${address.port}`, close: () => (closing ??= close()) };
}

function hideSecrets(environment: Environment, keys: string, database: HubDatabase): void {
  for (const key of keys.split(',')) registerSecret(key.slice(key.indexOf(':') + 1));
  if (environment.API_TOKEN !== undefined) registerSecret(environment.API_TOKEN);
  for (const url of [database.url, database.migrationUrl])
    registerSecret(decodeURIComponent(new URL(url).password));
}

function measurePool(metrics: Metrics, database: Database): void {
  metrics.gauge(
    'kravhub_database_connections',
    'Connections of the pool by state; callers that wait for one.',
    ['state'],
    (gauge) => {
      const { total, idle, waiting } = database.poolUse();
      gauge.set({ state: 'busy' }, total - idle);
      gauge.set({ state: 'idle' }, idle);
      gauge.set({ state: 'waiting' }, waiting);
    },
  );
}
