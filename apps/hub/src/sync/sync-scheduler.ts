import type { Clock, ConnectionId, CreditorId } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { SYNC_QUEUE } from './sync-queue.js';
import { SyncRunner } from './sync-runner.js';

/** Connections that one tick sets going; the next tick takes the next ones. */
const DUE_MAX = 500;

/** Finds the connections that are due and sends a job for each; the jobs do the work. */
@Injectable()
export class SyncScheduler implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly runner: SyncRunner,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(SYNC_QUEUE, ({ data, signal }) => this.runner.run(data, signal), {
      concurrency: this.environment.SYNC_CONCURRENCY,
    });
    this.scheduler.every({
      name: 'sync-due',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      leaseSeconds: 15,
      run: (lease) => this.sendDue(lease),
    });
  }

  async sendDue(lease: HeldLease): Promise<void> {
    await this.database.asOperator(async (tx) => {
      await assertFencing(tx, lease);
      const due = await tx.query<{ creditorId: CreditorId; connectionId: ConnectionId }>(
        `select creditor_id as "creditorId", id as "connectionId" from connection
         where state = 'active' and next_sync_at <= $1
         order by next_sync_at limit $2`,
        [this.clock.now(), DUE_MAX],
      );
      // A job that is there already is not doubled: the queue allows one per connection.
      for (const job of due) await this.jobs.send(tx, SYNC_QUEUE, job, { singletonKey: job.connectionId });
    });
  }
}
