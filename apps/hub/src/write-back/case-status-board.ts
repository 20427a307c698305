import type { CaseStatus } from '@app/connectors';
import type { Clock, ConnectionId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Claim } from '../claims/claim-row.js';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { caseStatusQueue } from './case-status-queue.js';

/** What the creditor's ledger shall say about a case. The newest wish counts; telling it is a job of its own. */
@Injectable()
export class CaseStatusBoard implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.declare(caseStatusQueue);
  }

  /**
   * Writes the wish within the caller's transaction. The same wish twice changes nothing.
   * @param comment why, when refused or withdrawn; without personal data
   */
  async want(tx: Transaction, claim: Claim, status: CaseStatus, comment?: string): Promise<void> {
    const changed = await tx.query(
      `insert into case_status (creditor_id, claim_id, connection_id, wanted, reported, comment, attempts, not_before, note)
       values ($1, $2, $3, $4, null, $5, 0, $6, null)
       on conflict (creditor_id, claim_id) do update
         set wanted = excluded.wanted, comment = excluded.comment, attempts = 0, not_before = excluded.not_before,
             note = null
         where case_status.wanted <> excluded.wanted or case_status.comment is distinct from excluded.comment
       returning 1`,
      [claim.creditorId, claim.id, claim.connectionId, status, comment ?? null, this.clock.now()],
    );
    if (changed.length === 0) return;
    await this.#wake(tx, claim.connectionId);
  }

  /** Everything that could not be told so far is due again: the ledger lets us use its channel now. */
  async tellAgain(tx: Transaction, connectionId: ConnectionId): Promise<void> {
    const due = await tx.query(
      `update case_status set not_before = $3, attempts = 0, note = null
       where creditor_id = $1 and connection_id = $2 and not_before is null and reported is distinct from wanted
       returning 1`,
      [tx.creditorId, connectionId, this.clock.now()],
    );
    if (due.length > 0) await this.#wake(tx, connectionId);
  }

  async #wake(tx: Transaction, connectionId: ConnectionId): Promise<void> {
    if (tx.creditorId === undefined) throw new TypeError('Case statuses are written in a creditor’s transaction.');
    await this.jobs.send(tx, caseStatusQueue, { creditorId: tx.creditorId, connectionId }, { singletonKey: connectionId });
  }
}
