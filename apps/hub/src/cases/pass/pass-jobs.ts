import type { CreditorId } from '@app/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Statements } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { defineQueue } from '../../jobs/queue-definition.js';
import { orderForCreditors } from '../../scheduler/creditors-due.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import { CASES_CHANGED_QUEUE } from '../opening/case-opening.js';
import { ClosingLetters } from '../steps/closing-letters.js';
import { ReceiptLetters } from '../steps/receipt-letters.js';
import { StepWork } from '../steps/step-work.js';
import { CasePass } from './case-pass.js';

export interface PassJob {
  readonly creditorId: CreditorId;
  /** A person asked for it: the day's pass is walked again. */
  readonly anew: boolean;
}

/** One pass per creditor at a time, and one more may wait. */
export const PASS_QUEUE = defineQueue<PassJob>({
  name: 'case-pass',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: 7_200,
});

const NIGHTLY_SECONDS = 86_400;

/** Orders the pass over every creditor's cases once a day, and works it: assess, then do what is due. */
@Injectable()
export class PassJobs implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly pass: CasePass,
    private readonly steps: StepWork,
    private readonly closing: ClosingLetters,
    private readonly receipts: ReceiptLetters,
  ) {}

  onModuleInit(): void {
    this.jobs.work(PASS_QUEUE, ({ data, signal }) => this.work(data, signal), { concurrency: 2 });
    this.jobs.work(CASES_CHANGED_QUEUE, ({ data, signal }) => this.pass.refresh(data.creditorId, signal));
    this.scheduler.every({
      name: 'case-pass',
      seconds: NIGHTLY_SECONDS,
      run: (lease) =>
        orderForCreditors(
          this.database,
          lease,
          {
            sql: `select r.creditor_id as "creditorId" from creditor r
             where exists (select 1 from collected_claim h where h.creditor_id = r.creditor_id)`,
          },
          (tx, creditorId) => this.order(tx, creditorId, false),
        ),
    });
  }

  async order(tx: Statements, creditorId: CreditorId, anew: boolean): Promise<void> {
    await this.jobs.send(tx, PASS_QUEUE, { creditorId, anew }, { singletonKey: creditorId });
  }

  async work({ creditorId, anew }: PassJob, signal: AbortSignal): Promise<void> {
    await this.pass.run(creditorId, signal, anew);
    await this.steps.run(creditorId, signal);
    await this.closing.run(creditorId, signal);
    await this.receipts.run(creditorId, signal);
  }
}
