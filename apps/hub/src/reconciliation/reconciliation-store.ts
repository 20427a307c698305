import {
  type ClaimId,
  type Clock,
  type ConnectionId,
  type CreditorId,
  type Currency,
  newId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import type { Difference } from './classify-difference.js';
import { isDisagreement } from './difference-kinds.js';
import type { ReconciliationDifferenceEntity } from './reconciliation-difference.entity.js';
import type { ReconciliationRunEntity } from './reconciliation-run.entity.js';

export type ReconciliationRun = Readonly<ReconciliationRunEntity>;
export type StoredDifference = Readonly<ReconciliationDifferenceEntity>;

/** One claim's outcome of the comparison. */
export interface ComparedOutcome {
  readonly claimId: ClaimId;
  readonly currency: Currency;
  /** Everything that does not agree; empty when all sides do. */
  readonly differences: readonly Difference[];
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

  /** The newest first; of one connection, or of all. */
  recent(tx: Transaction, connectionId: ConnectionId | null, limit: number): Promise<ReconciliationRun[]> {
    return tx.query<ReconciliationRun>(
      `select ${RUN_COLUMNS} from reconciliation_run r where r.creditor_id = $1 and ($2::uuid is null or r.connection_id = $2)
       order by r.started_at desc, r.id desc limit $3`,
      [tx.creditorId, connectionId, limit],
    );
  }

  differences(tx: Transaction, runId: string, limit: number): Promise<StoredDifference[]> {
    return tx.query<StoredDifference>(
      `select creditor_id as "creditorId", run_id as "runId", claim_id as "claimId", kind, currency,
         subject, ledger_minor as "ledgerMinor", expected_minor as "expectedMinor",
         client_money_minor as "clientMoneyMinor", evidence
       from reconciliation_difference where creditor_id = $1 and run_id = $2 order by claim_id, subject limit $3`,
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
    const found = outcomes.flatMap(({ claimId, currency, differences }) =>
      differences.map((difference) => ({ claimId, currency, difference })),
    );
    for (const { claimId, currency, difference } of found) {
      await tx.query(
        `insert into reconciliation_difference (creditor_id, run_id, claim_id, subject, kind, currency, ledger_minor,
           expected_minor, client_money_minor, evidence)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
        [
          tx.creditorId,
          runId,
          claimId,
          difference.subject,
          difference.kind,
          currency,
          difference.ledgerMinor,
          difference.expectedMinor,
          difference.clientMoneyMinor,
          JSON.stringify(difference.evidence),
        ],
      );
    }
    const differences = found.filter(({ difference }) => isDisagreement(difference.kind)).length;
    await tx.query(
      `update reconciliation_run set claims_compared = claims_compared + $3, timing = timing + $4, differences = differences + $5
       where creditor_id = $1 and id = $2`,
      [tx.creditorId, runId, outcomes.length, found.length - differences, differences],
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
