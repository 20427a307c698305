import { hostname } from 'node:os';
import type { Clock } from '@app/domain';
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { SchedulerRegistry, ScheduleModule } from '@nestjs/schedule';
import { AuditLog } from './audit/audit-log.js';
import { CLOCK } from './config/clock.js';
import { Environment } from './config/environment.js';
import { CALL_TIME, type CallTime, SLEEP, type Sleep } from './config/sleep.js';
import { ACCOUNTS_POOL, accountsPool } from './database/accounts-pool.js';
import { ChangeFeed } from './database/change-feed.js';
import { Database } from './database/database.js';
import { PlannerStatistics } from './database/planner-statistics.js';
import { JobLog } from './jobs/job-log.js';
import { JobQueue } from './jobs/job-queue.js';
import { Metrics } from './metrics/metrics.js';
import { LeaseKeeper } from './scheduler/lease-keeper.js';
import { Scheduler } from './scheduler/scheduler.js';
import { KeyRotation } from './secrets/key-rotation.js';
import { SECRET_KEYS, type SecretKeys } from './secrets/secret-keys.js';
import { SecretVault } from './secrets/secret-vault.js';

/** What the start of a hub has at hand before Nest begins. */
export interface HubParts {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly callTime: CallTime;
  readonly database: Database;
  /** Address of the hub's login, for the job queue's own connections. */
  readonly databaseUrl: string;
  readonly secretKeys: SecretKeys;
  readonly metrics: Metrics;
}

/** What every feature may ask for in its constructor. */
@Global()
@Module({})
export class BaseModule {
  static register(parts: HubParts): DynamicModule {
    const { environment, clock, sleep, callTime, database, databaseUrl, secretKeys, metrics } = parts;
    const jobs = new JobQueue({
      url: databaseUrl,
      works: environment.hasRole('worker'),
      shutdownGraceSeconds: environment.SHUTDOWN_GRACE_SECONDS,
      observer: new JobLog(metrics),
    });
    const leases = new LeaseKeeper(database, `${hostname()}:${process.pid}`);
    return {
      module: BaseModule,
      imports: [ScheduleModule.forRoot()],
      providers: [
        { provide: ACCOUNTS_POOL, useFactory: () => accountsPool(databaseUrl) },
        { provide: ChangeFeed, useFactory: () => new ChangeFeed(databaseUrl) },
        { provide: SECRET_KEYS, useValue: secretKeys },
        { provide: Environment, useValue: environment },
        { provide: CLOCK, useValue: clock },
        { provide: SLEEP, useValue: sleep },
        { provide: CALL_TIME, useValue: callTime },
        { provide: Database, useValue: database },
        { provide: Metrics, useValue: metrics },
        { provide: JobQueue, useValue: jobs },
        { provide: LeaseKeeper, useValue: leases },
        { provide: SecretVault, useValue: new SecretVault(database, secretKeys, clock) },
        { provide: AuditLog, useValue: new AuditLog(clock) },
        KeyRotation,
        PlannerStatistics,
        {
          provide: Scheduler,
          inject: [SchedulerRegistry],
          useFactory: (registry: SchedulerRegistry) =>
            new Scheduler(leases, registry, {
              tickSeconds: environment.SCHEDULER_TICK_SECONDS,
              active: environment.hasRole('scheduler'),
            }),
        },
      ],
      exports: [
        ACCOUNTS_POOL,
        ChangeFeed,
        SECRET_KEYS,
        Environment,
        CLOCK,
        SLEEP,
        CALL_TIME,
        Database,
        PlannerStatistics,
        Metrics,
        JobQueue,
        LeaseKeeper,
        SecretVault,
        AuditLog,
        Scheduler,
      ],
    };
  }
}
