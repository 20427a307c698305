import { type Clock, type ConnectionId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { callsSent } from '../connections/call-count.js';
import { prepared, type Statements, type Transaction } from '../database/transaction.js';
import type { SyncRunKind } from './sync-run.entity.js';

export type SyncPhase = 'pull' | 'changes' | 'decide' | 'done';

export interface ActiveRun {
  readonly id: string;
  readonly kind: SyncRunKind;
  readonly phase: SyncPhase;
}

/** A run as it is taken up; `calls` were sent to the ledger for it before. */
export interface BegunRun extends ActiveRun {
  readonly calls: number;
}

export interface RunCounts {
  readonly pages?: number;
  readonly recordsRead?: number;
  readonly newItems?: number;
  readonly changedItems?: number;
  readonly unchangedItems?: number;
  readonly refused?: number;
  readonly missing?: number;
}

/**
 * The rows that tell what a run did. One per connection may be active; one that a process died in is taken up again. Calls
 * are written as all that were sent, by the statements that count anyway: a transaction tried again counts none twice.
 */
@Injectable()
export class SyncRuns {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async beginOrResume(tx: Transaction, connectionId: ConnectionId, kind: SyncRunKind): Promise<BegunRun> {
    const [resumed] = await tx.query<BegunRun>(
      `update sync_run set resumed = resumed + 1
       where creditor_id = $1 and connection_id = $2 and state = 'running' returning id, kind, phase, calls`,
      [tx.creditorId, connectionId],
    );
    if (resumed) return resumed;
    const run: BegunRun = { id: newId(this.clock), kind, phase: 'pull', calls: 0 };
    await tx.query(
      `insert into sync_run (creditor_id, id, connection_id, kind, state, phase, started_at)
       values ($1, $2, $3, $4, 'running', 'pull', $5)`,
      [tx.creditorId, run.id, connectionId, kind, this.clock.now()],
    );
    return run;
  }

  async count(tx: Statements, runId: string, counts: RunCounts): Promise<void> {
    await tx.query(COUNT, [
      tx.creditorId,
      runId,
      counts.pages ?? 0,
      counts.recordsRead ?? 0,
      counts.newItems ?? 0,
      counts.changedItems ?? 0,
      counts.unchangedItems ?? 0,
      counts.refused ?? 0,
      counts.missing ?? 0,
      callsSent(),
    ]);
  }

  async enter(tx: Statements, run: ActiveRun, phase: SyncPhase): Promise<ActiveRun> {
    await tx.query(`update sync_run set phase = $3 where creditor_id = $1 and id = $2`, [
      tx.creditorId,
      run.id,
      phase,
    ]);
    return { ...run, phase };
  }

  async succeed(tx: Transaction, runId: string): Promise<void> {
    await tx.query(
      `update sync_run set state = 'succeeded', phase = 'done', finished_at = $3, calls = greatest(calls, $4)
       where creditor_id = $1 and id = $2`,
      [tx.creditorId, runId, this.clock.now(), callsSent()],
    );
  }

  async fail(tx: Transaction, runId: string, failureKind: string, failure: string): Promise<void> {
    await tx.query(
      `update sync_run set state = 'failed', finished_at = $3, failure_kind = $4, failure = $5,
         calls = greatest(calls, $6)
       where creditor_id = $1 and id = $2`,
      [tx.creditorId, runId, this.clock.now(), failureKind, failure, callsSent()],
    );
  }
}

const COUNT =
  prepared(`update sync_run set pages = pages + $3, records_read = records_read + $4, items_new = items_new + $5,
         items_changed = items_changed + $6, items_unchanged = items_unchanged + $7,
         items_refused = items_refused + $8, items_missing = items_missing + $9,
         calls = greatest(calls, $10)
       where creditor_id = $1 and id = $2`);
