import type { AgencyId, Clock } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { AgencyFeed } from './agency-feed.js';
import { AgencyInbox } from './agency-inbox.js';
import { AgencyInboxWorker } from './agency-inbox-worker.js';
import { AGENCY_FEED_QUEUE, AGENCY_INBOX_QUEUE } from './agency-queues.js';

const AGENCIES_MAX = 500;

/** Asks agencies for their events every so often, and finds events whose time of waiting is over. */
@Injectable()
export class AgencySchedule implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly feed: AgencyFeed,
    private readonly inbox: AgencyInbox,
    private readonly worker: AgencyInboxWorker,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(AGENCY_INBOX_QUEUE, ({ data, signal }) => this.worker.run(data.agencyId, signal));
    this.jobs.work(AGENCY_FEED_QUEUE, ({ data, signal }) => this.feed.read(data.agencyId, signal));
    this.scheduler.every({
      name: 'agencies-due',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      leaseSeconds: 15,
      run: (lease) => this.wakeDue(lease),
    });
  }

  /** Also one that was retired is asked on: it may still tell of a claim that it had. */
  async wakeDue(lease: HeldLease): Promise<void> {
    await this.database.asOperator(async (tx) => {
      await assertFencing(tx, lease);
      const now = this.clock.now();
      const toAsk = await tx.query<{ agencyId: AgencyId }>(
        `update agency a set next_poll_at = $1::timestamptz + make_interval(secs => $2) from (
           select id from agency where next_poll_at <= $1 order by next_poll_at limit $3 for update skip locked) due
         where a.id = due.id returning a.id as "agencyId"`,
        [now, this.environment.AGENCY_POLL_SECONDS, AGENCIES_MAX],
      );
      for (const { agencyId } of toAsk)
        await this.jobs.send(tx, AGENCY_FEED_QUEUE, { agencyId }, { singletonKey: agencyId });
      const withEvents = await tx.query<{ agencyId: AgencyId }>(
        `select a.id as "agencyId" from agency a where exists (select from agency_event e
           where e.agency_id = a.id and e.state in ('new', 'waiting') and e.not_before <= $1) limit $2`,
        [now, AGENCIES_MAX],
      );
      for (const { agencyId } of withEvents) await this.inbox.wake(tx, agencyId);
    });
  }
}
