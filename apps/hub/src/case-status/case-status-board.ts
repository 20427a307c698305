import type { CaseStatus } from '@app/connectors';
import type { ClaimId, Clock, ConnectionId, CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { caseStatusQueue } from './case-status-queue.js';

/** As much of a claim as the board needs. */
export interface ReportedClaim {
  readonly creditorId: CreditorId;
  readonly id: ClaimId;
  readonly connectionId: ConnectionId;
}

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
   * Writes the wish within the caller's transaction. The same wish twice changes nothing; where the ledger does not let
   * us use its channel, nothing is written.
   * @param comment why, when refused or withdrawn; without personal data
   */
  async want(tx: Transaction, claim: ReportedClaim, status: CaseStatus, comment?: string): Promise<void> {
    const changed = await tx.query(
      `insert into case_status (creditor_id, claim_id, connection_id, wanted, reported, comment, attempts, not_before, note)
       select $1, $2, c.id, $4, null, $5, 0, $6, null from connection c
       where c.creditor_id = $1 and c.id = $3 and c.case_status_available
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

  /** As `want` for several claims. */
  async wantAll(tx: Transaction, claims: readonly ReportedClaim[], status: CaseStatus): Promise<void> {
    if (claims.length === 0) return;
    const rows = claims.map(({ id, connectionId }) => ({ id, connection: connectionId }));
    const changed = await tx.query<{ connectionId: ConnectionId }>(
      `insert into case_status (creditor_id, claim_id, connection_id, wanted, reported, comment, attempts, not_before, note)
       select $1, x.id, c.id, $3, null, null, 0, $4, null
       from jsonb_to_recordset($2::jsonb) as x(id uuid, connection uuid)
       join connection c on c.creditor_id = $1 and c.id = x.connection and c.case_status_available
       on conflict (creditor_id, claim_id) do update
         set wanted = excluded.wanted, comment = excluded.comment, attempts = 0, not_before = excluded.not_before,
             note = null
         where case_status.wanted <> excluded.wanted or case_status.comment is distinct from excluded.comment
       returning connection_id as "connectionId"`,
      [tx.creditorId, JSON.stringify(rows), status, this.clock.now()],
    );
    for (const connectionId of new Set(changed.map((row) => row.connectionId)))
      await this.#wake(tx, connectionId);
  }

  /** The ledger lets us use its channel now: what could not be told is due, and every claim in collection is. */
  async tellAll(
    tx: Transaction,
    { creditorId, id: connectionId }: { readonly creditorId: CreditorId; readonly id: ConnectionId },
  ): Promise<void> {
    const due = await tx.query(
      `insert into case_status as known (creditor_id, claim_id, connection_id, wanted, attempts, not_before)
       select creditor_id, id, connection_id, 'in-collection', 0, $3 from claim
       where creditor_id = $1 and connection_id = $2 and state = 'in-collection'
       on conflict (creditor_id, claim_id) do update set not_before = $3, attempts = 0, note = null
         where known.reported is distinct from known.wanted
       returning 1`,
      [creditorId, connectionId, this.clock.now()],
    );
    if (due.length > 0) await this.#wake(tx, connectionId);
  }

  async #wake(tx: Transaction, connectionId: ConnectionId): Promise<void> {
    if (tx.creditorId === undefined)
      throw new TypeError('Case statuses are written in a creditor’s transaction.');
    await this.jobs.send(
      tx,
      caseStatusQueue,
      { creditorId: tx.creditorId, connectionId },
      { singletonKey: connectionId },
    );
  }
}
