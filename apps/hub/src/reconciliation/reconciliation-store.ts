import {
  type ClaimId,
  type Clock,
  type ConnectionId,
  type CreditorId,
  type Currency,
  type JsonObject,
  newId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import { type Difference, isDisagreement } from './classify-difference.js';
import type { ReconciliationDifferenceEntity } from './reconciliation-difference.entity.js';
import type { ReconciliationRunEntity } from './reconciliation-run.entity.js';

export type ReconciliationRun = Readonly<ReconciliationRunEntity>;
export type StoredDifference = Readonly<ReconciliationDifferenceEntity>;

/** One claim's outcome of the comparison. */
export interface ComparedOutcome {
  readonly claimId: ClaimId;
  readonly currency: Currency;
  readonly difference: Difference | undefined;
}

const RUN_COLUMNS = `r.creditor_id as "creditorId", r.id, r.connection_id as "connectionId", r.state,
  r.claims_compared as "claimsCompared", r.timing, r.differences, r.failure, r.started_at as "startedAt",
  r.finished_at as "finishedAt"`;

/** Runs and what they found. */
@Injectable()
export class ReconciliationStore {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** A new run, or the one that is under way already: one per connection at a time. */
  async begin(
    tx: Transaction,
    creditorId: CreditorId,
    connectionId: ConnectionId,
  ): Promise<ReconciliationRun> {
    await tx.query(
      `insert into reconciliation_run (creditor_id, id, connection_id, state, claims_compared, timing, differences, started_at)
       values ($1, $2, $3, 'running', 0, 0, 0, $4) on conflict do nothing`,
      [creditorId, newId(this.clock), connectionId, this.clock.now()],
    );
    const [run] = await tx.query<ReconciliationRun>(
      `select ${RUN_COLUMNS} from reconciliation_run r
       where r.creditor_id = $1 and r.connection_id = $2 and r.state = 'running'`,
      [creditorId, connectionId],
    );
    if (!run) throw new Error('The reconciliation run that was in the way has just ended.');
    return run;
  }

  async one(tx: Transaction, runId: string): Promise<ReconciliationRun | undefined> {
    const [run] = await tx.query<ReconciliationRun>(
      `select ${RUN_COLUMNS} from reconciliation_run r where r.creditor_id = $1 and r.id = $2`,
      [tx.creditorId, runId],
    );
    return run;
  }

  /** The newest first. */
  recent(tx: Transaction, connectionId: ConnectionId, limit: number): Promise<ReconciliationRun[]> {
    return tx.query<ReconciliationRun>(
      `select ${RUN_COLUMNS} from reconciliation_run r where r.creditor_id = $1 and r.connection_id = $2
       order by r.started_at desc, r.id desc limit $3`,
      [tx.creditorId, connectionId, limit],
    );
  }

  differences(tx: Transaction, runId: string, limit: number): Promise<StoredDifference[]> {
    return tx.query<StoredDifference>(
      `select creditor_id as "creditorId", run_id as "runId", claim_id as "claimId", kind, currency,
         ledger_minor as "ledgerMinor", expected_minor as "expectedMinor", evidence
       from reconciliation_difference where creditor_id = $1 and run_id = $2 order by claim_id limit $3`,
      [tx.creditorId, runId, limit],
    );
  }

  /** A job that was cut short begins the comparison anew, and leaves nothing of its first attempt. */
  async clear(tx: Transaction, runId: string): Promise<void> {
    await tx.query(`delete from reconciliation_difference where creditor_id = $1 and run_id = $2`, [
      tx.creditorId,
      runId,
    ]);
    await tx.query(
      `update reconciliation_run set claims_compared = 0, timing = 0, differences = 0 where creditor_id = $1 and id = $2`,
      [tx.creditorId, runId],
    );
  }

  async add(tx: Transaction, runId: string, outcomes: readonly ComparedOutcome[]): Promise<void> {
    let timing = 0;
    let differences = 0;
    for (const { claimId, currency, difference } of outcomes) {
      if (difference === undefined) continue;
      if (isDisagreement(difference.kind)) differences += 1;
      else timing += 1;
      await tx.query(
        `insert into reconciliation_difference (creditor_id, run_id, claim_id, kind, currency, ledger_minor, expected_minor, evidence)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
        [
          tx.creditorId,
          runId,
          claimId,
          difference.kind,
          currency,
          difference.ledgerMinor,
          difference.expectedMinor,
          JSON.stringify(difference.evidence satisfies JsonObject),
        ],
      );
    }
    await tx.query(
      `update reconciliation_run set claims_compared = claims_compared + $3, timing = timing + $4, differences = differences + $5
       where creditor_id = $1 and id = $2`,
      [tx.creditorId, runId, outcomes.length, timing, differences],
    );
  }

  async finish(tx: Transaction, runId: string, failure: string | null): Promise<void> {
    await tx.query(
      `update reconciliation_run set state = $3, failure = $4, finished_at = $5
       where creditor_id = $1 and id = $2 and state = 'running'`,
      [tx.creditorId, runId, failure === null ? 'finished' : 'failed', failure, this.clock.now()],
    );
  }
}
