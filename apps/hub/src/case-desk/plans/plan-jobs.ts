import type { CreditorId } from '@app/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Statements } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { defineQueue } from '../../jobs/queue-definition.js';
import { orderForCreditors } from '../../scheduler/creditors-due.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import { PlanKeeper } from './plan-keeper.js';

/** Looks after one creditor's plans. One waits and one runs. */
export const PLAN_QUEUE = defineQueue<{ readonly creditorId: CreditorId }>({
  name: 'case-plans',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: 3_600,
});

const NIGHTLY_SECONDS = 86_400;

/** Has plans that run looked after once a day: due days are reminded of, missed ones asked about. What was paid of a plan the
 * planner of steps counts by itself, at once. */
@Injectable()
export class PlanJobs implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly keeper: PlanKeeper,
  ) {}

  onModuleInit(): void {
    this.jobs.work(
      PLAN_QUEUE,
      async ({ data, signal }) => void (await this.keeper.run(data.creditorId, signal)),
      {
        concurrency: 1,
      },
    );
    this.scheduler.every({
      name: 'case-plans',
      seconds: NIGHTLY_SECONDS,
      run: (lease) =>
        orderForCreditors(
          this.database,
          lease,
          { sql: `select distinct creditor_id as "creditorId" from case_plan where state = 'running'` },
          (tx, creditorId) => this.order(tx, creditorId),
        ),
    });
  }

  /** Now instead of at night. */
  async orderNow(creditorId: CreditorId): Promise<void> {
    await this.database.asCreditor(creditorId, (tx) => this.order(tx, creditorId));
  }

  async order(tx: Statements, creditorId: CreditorId): Promise<void> {
    await this.jobs.send(tx, PLAN_QUEUE, { creditorId }, { singletonKey: creditorId });
  }
}
