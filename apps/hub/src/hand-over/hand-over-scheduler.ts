import type { Clock, ConnectionId, CreditorId } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { OUTBOX_QUEUE, OutboxJobs } from '../outbox/outbox-jobs.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { HandOver } from './hand-over.js';

const CONNECTIONS_MAX = 500;

/** Works the outbox, and finds messages whose time of waiting is over. */
@Injectable()
export class HandOverScheduler implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly outbox: OutboxJobs,
    private readonly scheduler: Scheduler,
    private readonly handOver: HandOver,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(OUTBOX_QUEUE, ({ data, signal }) => this.handOver.run(data, signal), {
      concurrency: this.environment.SYNC_CONCURRENCY,
    });
    this.scheduler.every({
      name: 'outbox-due',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      leaseSeconds: 15,
      run: (lease) => this.sendDue(lease),
    });
  }

  async sendDue(lease: HeldLease): Promise<void> {
    await this.database.asOperator(async (tx) => {
      await assertFencing(tx, lease);
      const due = await tx.query<{ creditorId: CreditorId; connectionId: ConnectionId }>(
        `select c.creditor_id as "creditorId", c.id as "connectionId" from connection c
         where c.state = 'active' and exists (select 1 from outbox_message m
           join claim k on k.creditor_id = m.creditor_id and k.id = m.claim_id
           where m.creditor_id = c.creditor_id and m.connection_id = c.id and m.state = 'pending'
             and m.not_before <= $1 and (m.kind <> 'hand-over' or k.hold_reason is null))
         limit $2`,
        [this.clock.now(), CONNECTIONS_MAX],
      );
      for (const job of due) await this.outbox.wake(tx, job);
    });
  }
}
