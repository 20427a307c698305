import type { ConnectionId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';

export interface WriteBackJob {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
}

/** One job waits and one runs per connection (`singletonKey`): it carries out everything that is due. */
export const writeBackQueue = defineQueue<WriteBackJob>({
  name: 'write-back',
  policy: 'stately',
  retryLimit: 3,
});

/** Wakes the worker of a connection within the transaction that gives it something to do. */
@Injectable()
export class WriteBackBell implements OnModuleInit {
  constructor(private readonly jobs: JobQueue) {}

  onModuleInit(): void {
    this.jobs.declare(writeBackQueue);
  }

  /**
   * A job that waits already is enough. Should it begin before this transaction is committed, the scheduler's next
   * tick finds what it has overlooked.
   */
  async ring(tx: Transaction, creditorId: CreditorId, connectionId: ConnectionId): Promise<void> {
    await this.jobs.send(tx, writeBackQueue, { creditorId, connectionId }, { singletonKey: connectionId });
  }
}
