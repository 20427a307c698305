import type { CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import type { Statements } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';

/** Opens cases for what one creditor's pipeline took in, and follows what it was told. One waits and one runs. */
export const COLLECTED_QUEUE = defineQueue<{ readonly creditorId: CreditorId }>({
  name: 'collected',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: 1800,
});

/** Learns that the built-in pipeline has taken something in. */
export interface CollectedNews {
  /** In the transaction that takes it in, at most once for a batch. */
  tell(tx: Statements, creditorId: CreditorId): Promise<void>;
}

export const COLLECTED_NEWS = Symbol('CollectedNews');

/**
 * Sends the job that opens cases, some time later: a hand-over of many claims is not slowed by it, and a debtor's
 * claims that come together find each other. The nightly pass looks too, so nothing is forgotten.
 */
@Injectable()
export class CollectedJobs implements CollectedNews {
  constructor(
    private readonly jobs: JobQueue,
    private readonly environment: Environment,
  ) {}

  async tell(tx: Statements, creditorId: CreditorId): Promise<void> {
    await this.jobs.send(
      tx,
      COLLECTED_QUEUE,
      { creditorId },
      { singletonKey: creditorId, startAfterSeconds: this.environment.CASE_OPENING_DELAY_SECONDS },
    );
  }
}
