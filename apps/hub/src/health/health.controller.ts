import { type Clock, localDateAt } from '@app/domain';
import { tableReaches } from '@app/collection';
import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { SkipThrottle } from '../api/throttle.js';
import type { Response } from 'express';
import { Public } from '../api/access-guard.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { pendingMigrations } from '../database/pending-migrations.js';
import { JobQueue } from '../jobs/job-queue.js';
import { errorSummary } from '../logging/redact.js';
import { SecretVault } from '../secrets/secret-vault.js';

/** `live`: the process answers. `ready`: it can do its work; else 503 and which part cannot. */
@Controller('health')
@ApiExcludeController()
@SkipThrottle()
@Public()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    try {
      return await this.health.check([
        () =>
          this.#check(
            'database',
            async () => void (await this.database.asOperator((tx) => tx.query('select 1'))),
          ),
        () => this.#check('migrations', () => this.#migrationsCurrent()),
        () =>
          this.#check('jobs', async () => (this.jobs.running ? undefined : 'The job queue is not running.')),
        () => this.#check('secrets', () => this.#secretsReadable()),
        () => this.#lawTables(),
      ]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(503);
      return error.getResponse();
    }
  }

  /** @param look answers what is wrong, in our own words, or nothing */
  async #check(name: string, look: () => Promise<string | undefined | void>): Promise<HealthIndicatorResult> {
    const check = this.indicator.check(name);
    try {
      const problem = await look();
      return (problem ? check.down({ problem }) : check.up()) as HealthIndicatorResult;
    } catch (error) {
      return check.down({ problem: errorSummary(error) }) as HealthIndicatorResult;
    }
  }

  /** A warning, and no reason to take no work: a table of the law that ends stops what needs it, and nothing else. */
  #lawTables(): HealthIndicatorResult {
    const ending = tableReaches(localDateAt(this.clock.now(), 'NO'))
      .filter(({ state }) => state !== 'current')
      .map(({ name, lastDay, daysLeft }) => ({ name, lastDay, daysLeft }));
    const check = this.indicator.check('lawTables');
    return (ending.length === 0 ? check.up() : check.up({ ending })) as HealthIndicatorResult;
  }

  async #migrationsCurrent(): Promise<string | undefined> {
    const pending = await this.database.asOperator((tx) => pendingMigrations(tx));
    return pending.length === 0 ? undefined : `Not run yet: ${pending.join(', ')}.`;
  }

  async #secretsReadable(): Promise<string | undefined> {
    const missing = await this.database.asOperator((tx) => this.vault.missingKeys(tx));
    return missing.length === 0 ? undefined : `SECRET_KEYS lacks the key ids ${missing.join(', ')}.`;
  }
}
