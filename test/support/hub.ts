import { randomBytes } from 'node:crypto';
import type { Clock } from '@app/domain';
import type { DynamicModule, Type } from '@nestjs/common';
import { readEnvironment } from '../../apps/hub/src/config/environment.js';
import type { Sleep } from '../../apps/hub/src/config/sleep.js';
import { createHub } from '../../apps/hub/src/create-hub.js';
import type { Hub } from '../../apps/hub/src/create-hub.js';
import { Scheduler } from '../../apps/hub/src/scheduler/scheduler.js';
import { createTestDatabase } from './database.js';
import type { TestDatabase } from './database.js';

export interface TestHub extends Hub {
  readonly db: TestDatabase;
  /** Everything it logged so far, as JSON lines. */
  readonly log: () => string;
}

export interface TestHubOptions {
  readonly clock?: Clock;
  /** How it waits between two calls to a ledger. Default: in real time. */
  readonly sleep?: Sleep;
  /** Calls to ledgers are counted by `clock`, as the simulators count them. Default: in real time. */
  readonly callsByClock?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly modules?: readonly (Type | DynamicModule)[];
}

/** A whole hub in this process, on a database of its own and a free port; it ticks only when a test makes it tick. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const db = await createTestDatabase();
  const lines: string[] = [];
  const environment = readEnvironment({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: db.url,
    DATABASE_MIGRATION_URL: db.adminUrl,
    // The template of the database was migrated with this very code; that a hub migrates at its start is proven elsewhere.
    MIGRATE_ON_START: 'false',
    SECRET_KEYS: `test:${randomBytes(32).toString('base64url')}`,
    SCHEDULER_TICK_SECONDS: '3600',
    SHUTDOWN_GRACE_SECONDS: '5',
    CASE_OPENING_DELAY_SECONDS: '0',
    APPROVAL_UNDO_SECONDS: '0',
    LOG_LEVEL: 'trace',
    LOG_FORMAT: 'json',
    ...options.environment,
  });
  const hub = await createHub(environment, {
    writeLog: (line) => void lines.push(line),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.sleep === undefined ? {} : { sleep: options.sleep }),
    ...(options.callsByClock === undefined ? {} : { callsByClock: options.callsByClock }),
    ...(options.modules === undefined ? {} : { modules: options.modules }),
  }).catch(async (error: unknown) => {
    await db.drop();
    throw error;
  });
  // The tick at its start goes on behind the listening port: on a busy machine it would meet what the test has made by then.
  await hub.app.get(Scheduler).tick();
  const close = async (): Promise<void> => {
    await hub.close();
    await db.drop();
  };
  return { ...hub, db, log: () => lines.join(''), close };
}
