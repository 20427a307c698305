import { type Clock, type ConnectionId, type LedgerItemId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { idArray } from '../database/id-array.js';
import type { Transaction } from '../database/transaction.js';
import type { RefusedRecordEntity } from './refused-record.entity.js';
import { REFUSED_COLUMNS } from './refused-records.js';

/** How far it is with trying all of a creditor's again, as it was asked for last. */
export interface RetryProgress {
  /** Null: nobody has asked. */
  readonly askedAt: Date | null;
  readonly asked: number;
  readonly waiting: number;
  /** Read well, or no longer in the ledger. */
  readonly ended: number;
  readonly stillRefused: number;
  /** Why some were not tried, in the ledger's words or ours; null where all were. */
  readonly failure: string | null;
}

/** What is tried again of the records set aside. What a reading says of them is taken in where all readings are. */
@Injectable()
export class RefusedRetries {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async one(tx: Transaction, id: string): Promise<RefusedRecordEntity | undefined> {
    const [found] = await tx.query<RefusedRecordEntity>(
      `select ${REFUSED_COLUMNS} from refused_record where creditor_id = $1 and id = $2`,
      [tx.creditorId, id],
    );
    return found;
  }

  /** Lets all that are set aside and have an id wait for their turn. @returns the connections they came by */
  async ask(tx: Transaction): Promise<ConnectionId[]> {
    const rows = await tx.query<{ id: ConnectionId }>(
      `with asked as (
         update refused_record set retry_state = 'waiting', retry_asked_at = $2, retry_failure = null
         where creditor_id = $1 and resolved_at is null and ledger_item_id is not null returning connection_id)
       select distinct connection_id as id from asked order by 1`,
      [tx.creditorId, this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  async waiting(tx: Transaction, connectionId: ConnectionId, limit: number): Promise<LedgerItemId[]> {
    const rows = await tx.query<{ id: LedgerItemId }>(
      `select ledger_item_id as id from refused_record
       where creditor_id = $1 and connection_id = $2 and retry_state = 'waiting' and resolved_at is null
         and ledger_item_id is not null order by id limit $3`,
      [tx.creditorId, connectionId, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** They were read, well or not; one that the ledger no longer has is set aside no longer. */
  async tried(
    tx: Transaction,
    connectionId: ConnectionId,
    items: readonly LedgerItemId[],
    missing: readonly LedgerItemId[],
  ): Promise<void> {
    await tx.query(
      `update refused_record set retry_state = case when identity = any($4) then 'gone' else 'tried' end,
         retry_failure = null, resolved_at = case when identity = any($4) then coalesce(resolved_at, $5) else resolved_at end
       where creditor_id = $1 and connection_id = $2 and identity = any($3)`,
      [tx.creditorId, connectionId, idArray(items), idArray(missing), this.clock.now()],
    );
  }

  async giveUp(tx: Transaction, connectionId: ConnectionId, failure: string): Promise<void> {
    await tx.query(
      `update refused_record set retry_state = 'failed', retry_failure = $3
       where creditor_id = $1 and connection_id = $2 and retry_state = 'waiting'`,
      [tx.creditorId, connectionId, failure],
    );
  }

  async progress(tx: Transaction): Promise<RetryProgress> {
    const [found] = await tx.query<RetryProgress>(PROGRESS, [tx.creditorId]);
    return found ?? NOBODY_ASKED;
  }
}

const NOBODY_ASKED: RetryProgress = {
  askedAt: null,
  asked: 0,
  waiting: 0,
  ended: 0,
  stillRefused: 0,
  failure: null,
};

const PROGRESS = `
  select retry_asked_at as "askedAt", count(*)::int as asked,
    count(*) filter (where resolved_at is null and retry_state = 'waiting')::int as waiting,
    count(*) filter (where resolved_at is not null)::int as ended,
    count(*) filter (where resolved_at is null and retry_state <> 'waiting')::int as "stillRefused",
    max(retry_failure) filter (where resolved_at is null) as failure
  from refused_record where creditor_id = $1 and retry_asked_at is not null
  group by retry_asked_at order by retry_asked_at desc limit 1`;
