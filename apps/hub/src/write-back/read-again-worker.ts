import type { Clock, ConnectionId, CreditorId, WriteBackId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { readAgainQueue } from './read-again-queue.js';
import type { WriteBackRow } from './write-back-progress.js';
import { WRITE_BACK_COLUMNS } from './write-back-store.js';
import { WriteBackWorker } from './write-back-worker.js';

/** An accountant who takes a booking back does so while the books of its quarter are open. */
const LOOKED_AT_DAYS = 120;
const ROWS_PER_LOOK = 50;
const LOOKS_MAX = 100;
const DAY_MS = 86_400_000;

/**
 * Reads booked settlements again, since people in the ledger may take a booking back or match it by hand; and looks for
 * those again of which nobody knew whether they were booked, since what a ledger took in may be posted days later. One that was
 * taken back becomes `reversed`, and its claim is held: the debtor's money was received, so the claim stays paid, and a
 * person asks the creditor why the books say otherwise. Reconciliation shows the difference.
 */
@Injectable()
export class ReadAgainWorker implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly worker: WriteBackWorker,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(readAgainQueue, async ({ data, signal }) => {
      await this.readAgain(data.creditorId, data.connectionId, signal);
    });
  }

  /** Answers how many were read. */
  async readAgain(creditorId: CreditorId, connectionId: ConnectionId, signal: AbortSignal): Promise<number> {
    const channel = await this.worker.channelOf(creditorId, connectionId);
    if (typeof channel === 'string') return 0;
    let read = 0;
    let after: WriteBackId | undefined;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const rows = await this.#booked(creditorId, connectionId, after);
      for (const row of rows) {
        if (signal.aborted) return read;
        if ((await this.worker.readAgain(row, channel, signal)) === 'blocked') return read;
        read += 1;
      }
      if (rows.length < ROWS_PER_LOOK) return read;
      after = rows.at(-1)?.id;
    }
    return read;
  }

  /** Of claims that somebody still cares for, and without payments that the debtor's bank has taken back meanwhile. */
  #booked(
    creditorId: CreditorId,
    connectionId: ConnectionId,
    after: WriteBackId | undefined,
  ): Promise<WriteBackRow[]> {
    const since = new Date(this.clock.now().getTime() - LOOKED_AT_DAYS * DAY_MS);
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<WriteBackRow>(
        `select ${WRITE_BACK_COLUMNS} from write_back w
         where w.creditor_id = $1 and w.connection_id = $2 and (w.posting_id is not null or w.baseline is not null)
           and w.state in ('verified', 'needs-matching') and w.created_at >= $3
           and ($4::uuid is null or w.id > $4)
           and not exists (select from settlement r where r.creditor_id = w.creditor_id and r.reverses_id = w.settlement_id)
         order by w.id limit $5`,
        [creditorId, connectionId, since, after ?? null, ROWS_PER_LOOK],
      ),
    );
  }
}
