import { type BankFileId, type Clock, localDateAt } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { BANK_FILE_QUEUE, PAYMENT_BOOKING_QUEUE, THE_ONE } from './files/file-queues.js';

const SECONDS = 60;
const FILES_MAX = 1_000;

/** Finds what waits: movements whose day has come, files that nobody reads, movements that nobody books. */
@Injectable()
export class PaymentsTick implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({
      name: 'payments',
      seconds: SECONDS,
      run: () => this.database.asOperator((tx) => this.wake(tx)),
    });
  }

  async wake(tx: Transaction): Promise<void> {
    await tx.query(
      `update bank_transaction set state = 'new', reason = null where desk_state = 'waiting-day' and booked_on <= $1`,
      [localDateAt(this.clock.now(), 'NO')],
    );
    const files = await tx.query<{ id: BankFileId }>(
      `select id from bank_file where state = 'received' order by id limit ${FILES_MAX}`,
    );
    for (const { id } of files)
      await this.jobs.send(tx, BANK_FILE_QUEUE, { fileId: id }, { singletonKey: id });
    const isNew = await tx.query(`select 1 from bank_transaction_queue limit 1`);
    if (isNew.length > 0) await this.jobs.send(tx, PAYMENT_BOOKING_QUEUE, {}, { singletonKey: THE_ONE });
  }
}
