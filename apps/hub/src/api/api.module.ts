import type { Clock } from '@app/domain';
import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { ThrottlerGuard, ThrottlerModule, ThrottlerStorage } from './throttle.js';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { HealthController } from '../health/health.controller.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { AccessGuard } from './access-guard.js';
import { IdempotencyInterceptor } from './idempotency/idempotency-interceptor.js';
import { IdempotentRequests } from './idempotency/idempotent-requests.js';
import { type HitCounter, KeyLimitGuard } from './key-limit-guard.js';
import { ProblemFilter } from './problem-filter.js';
import { validationPipe } from './validation.js';

const HOUR_SECONDS = 3600;
const MINUTE_MS = 60_000;

/** What holds for every route: limits, access, checked input, one form of error, and nothing created twice. */
@Module({
  imports: [
    TerminusModule.forRoot({ logger: false }),
    ThrottlerModule.forRootAsync({
      inject: [Environment],
      useFactory: (environment: Environment) => [{ ttl: MINUTE_MS, limit: environment.REQUESTS_PER_MINUTE }],
    }),
  ],
  controllers: [HealthController, MetricsController],
  providers: [
    {
      provide: IdempotentRequests,
      inject: [Database, CLOCK],
      useFactory: (database: Database, clock: Clock) => new IdempotentRequests(database, clock),
    },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    // Guards run in this order: counting comes first, so that guessing tokens is counted too.
    { provide: APP_GUARD, useClass: ThrottlerGuard },
    { provide: APP_GUARD, useExisting: AccessGuard },
    {
      provide: AccessGuard,
      inject: [Environment, Reflector],
      useFactory: (environment: Environment, reflector: Reflector) =>
        new AccessGuard(environment.API_TOKEN, reflector),
    },
    // After the door: only keys that are known have a count of their own.
    {
      provide: APP_GUARD,
      inject: [Environment, ThrottlerStorage],
      useFactory: (environment: Environment, counter: HitCounter) =>
        new KeyLimitGuard(counter, environment.API_KEY_REQUESTS_PER_MINUTE),
    },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [AccessGuard],
})
export class ApiModule implements OnModuleInit {
  constructor(
    private readonly environment: Environment,
    private readonly scheduler: Scheduler,
    private readonly requests: IdempotentRequests,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({
      name: 'forget-idempotent-requests',
      seconds: HOUR_SECONDS,
      run: async () => void (await this.requests.forgetOld(this.environment.IDEMPOTENCY_DAYS)),
    });
  }
}
