import type { Clock, ConnectionId, CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import type { QueueDefinition } from '../jobs/queue-definition.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { caseStatusQueue } from '../case-status/case-status-queue.js';
import { readAgainQueue } from './read-again-queue.js';
import { writeBackQueue } from './write-back-queue.js';

/** A tick lasts moments; a process that was killed in one must not keep the others waiting. */
const LEASE_SECONDS = 15;
const NIGHTLY_SECONDS = 86_400;
const CONNECTIONS_PER_TICK = 1_000;

interface Due {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
}

/** Finds connections with something due whose job was missed, postponed or lost, and sends one. */
@Injectable()
export class WriteBackTick implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({
      name: 'write-back-due',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      leaseSeconds: LEASE_SECONDS,
      run: () => this.wakeDue(),
    });
    this.scheduler.every({
      name: 'write-back-read-again',
      seconds: NIGHTLY_SECONDS,
      run: () => this.wakeReadAgain(),
    });
  }

  async wakeDue(): Promise<void> {
    await this.#wake(
      writeBackQueue,
      `select distinct w.creditor_id as "creditorId", w.connection_id as "connectionId"
       from write_back w join connection c on c.creditor_id = w.creditor_id and c.id = w.connection_id
       where w.state in ('planned', 'sending', 'being-confirmed', 'booked') and w.not_before <= $1 and c.state = 'active'
       limit ${CONNECTIONS_PER_TICK}`,
    );
    await this.#wake(
      caseStatusQueue,
      `select distinct s.creditor_id as "creditorId", s.connection_id as "connectionId"
       from case_status s join connection c on c.creditor_id = s.creditor_id and c.id = s.connection_id
       where s.not_before <= $1 and c.state = 'active' limit ${CONNECTIONS_PER_TICK}`,
    );
  }

  /** Every connection with a booking that is read again; the job itself chooses which. */
  async wakeReadAgain(): Promise<void> {
    await this.#wake(
      readAgainQueue,
      `select distinct w.creditor_id as "creditorId", w.connection_id as "connectionId"
       from write_back w join connection c on c.creditor_id = w.creditor_id and c.id = w.connection_id
       where (w.posting_id is not null or w.baseline is not null)
         and w.state in ('verified', 'needs-matching') and w.created_at <= $1
         and c.state = 'active' limit ${CONNECTIONS_PER_TICK}`,
    );
  }

  async #wake(queue: QueueDefinition<Due>, sql: string): Promise<void> {
    await this.database.asOperator(async (tx) => {
      const due = await tx.query<Due>(sql, [this.clock.now()]);
      for (const { creditorId, connectionId } of due) {
        await this.jobs.send(tx, queue, { creditorId, connectionId }, { singletonKey: connectionId });
      }
    });
  }
}
