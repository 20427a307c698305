import type { ConnectionId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { Statements } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';

export interface OutboxJob {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
}

/** One job per connection at a time, and one more may wait: what is enqueued while the first runs is not forgotten. */
export const OUTBOX_QUEUE = defineQueue<OutboxJob>({
  name: 'outbox',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: 1800,
});

/** Sends the job that delivers a connection's messages to the pipeline. */
@Injectable()
export class OutboxJobs {
  constructor(private readonly jobs: JobQueue) {}

  /** In the transaction that enqueued a message. Asking twice is harmless: the queue keeps one waiting. */
  async wake(tx: Statements, { creditorId, connectionId }: OutboxJob): Promise<void> {
    await this.jobs.send(tx, OUTBOX_QUEUE, { creditorId, connectionId }, { singletonKey: connectionId });
  }
}
