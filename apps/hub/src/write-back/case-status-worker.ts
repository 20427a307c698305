import {
  type CaseStatus,
  type CaseStatusChannel,
  ConnectionBlockedError,
  LedgerError,
} from '@app/connectors';
import type { ClaimId, Clock, ConnectionId, CreditorId, LedgerItemId, LedgerVoucherId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { ConnectionHealth } from '../connections/connection-health.js';
import { readConnection } from '../connections/connection-row.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { caseReference } from '../outbox/case-reference.js';
import { afterFailedReport } from './case-status-step.js';
import { caseStatusQueue } from '../case-status/case-status-queue.js';
import { ledgerFailure } from './ledger-failure.js';

const CONNECTIONS_AT_ONCE = 2;
const ROWS_PER_LOOK = 50;
const LOOKS_MAX = 40;

interface DueStatus {
  readonly claimId: ClaimId;
  readonly ledgerItemId: LedgerItemId;
  /** The voucher that carries the invoice; null where the ledger did not tell one. */
  readonly voucherId: LedgerVoucherId | null;
  readonly wanted: CaseStatus;
  readonly comment: string | null;
  readonly attempts: number;
}

const UNAVAILABLE = 'The ledger does not let us report cases on its invoices.';

/** Tells the creditor's ledger where cases stand, on the invoices themselves, where the ledger lets us. */
@Injectable()
export class CaseStatusWorker implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    @Inject(LedgerSessions) private readonly ledgers: Pick<LedgerSessions, 'open'>,
    @Inject(ConnectionHealth) private readonly health: Pick<ConnectionHealth, 'block'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(
      caseStatusQueue,
      async ({ data, signal }) => void (await this.tell(data.creditorId, data.connectionId, signal)),
      {
        concurrency: CONNECTIONS_AT_ONCE,
      },
    );
  }

  /** Tells what is due. Answers how many statuses the ledger took. */
  async tell(creditorId: CreditorId, connectionId: ConnectionId, signal: AbortSignal): Promise<number> {
    let told = 0;
    for (let look = 0; look < LOOKS_MAX && !signal.aborted; look += 1) {
      const due = await this.#due(creditorId, connectionId);
      if (due === 'closed') {
        await this.#nothingToDo(creditorId, connectionId);
        return told;
      }
      if (due.length === 0) return told;
      const channel = await this.#channel(creditorId, connectionId);
      if (channel === undefined) return told;
      for (const status of due) {
        if (signal.aborted) return told;
        const outcome = await this.#report(creditorId, connectionId, channel, status, signal);
        if (outcome === 'stop') return told;
        if (outcome === 'told') told += 1;
      }
    }
    return told;
  }

  #due(creditorId: CreditorId, connectionId: ConnectionId): Promise<DueStatus[] | 'closed'> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const connection = await readConnection(tx, { creditorId, id: connectionId });
      if (!connection.caseStatusAvailable) return 'closed';
      if (connection.state !== 'active') return [];
      return tx.query<DueStatus>(
        `select s.claim_id as "claimId", c.ledger_item_id as "ledgerItemId", i.voucher_id as "voucherId", s.wanted,
           s.comment, s.attempts
         from case_status s
         join claim c on c.creditor_id = s.creditor_id and c.id = s.claim_id
         left join open_item i on i.creditor_id = c.creditor_id and i.connection_id = c.connection_id
           and i.ledger_item_id = c.ledger_item_id
         where s.creditor_id = $1 and s.connection_id = $2 and s.not_before <= $3
         order by s.not_before, s.claim_id limit $4`,
        [creditorId, connectionId, this.clock.now(), ROWS_PER_LOOK],
      );
    });
  }

  async #channel(creditorId: CreditorId, connectionId: ConnectionId): Promise<CaseStatusChannel | undefined> {
    try {
      const session = await this.ledgers.open({ creditorId, id: connectionId });
      if (session.caseStatus) return session.caseStatus;
      await this.#close(creditorId, connectionId);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      if (error instanceof ConnectionBlockedError)
        await this.health.block({ creditorId, id: connectionId }, error);
    }
    return undefined;
  }

  async #report(
    creditorId: CreditorId,
    connectionId: ConnectionId,
    channel: CaseStatusChannel,
    status: DueStatus,
    signal: AbortSignal,
  ): Promise<'told' | 'not-told' | 'stop'> {
    const { claimId, ledgerItemId, voucherId, wanted, comment } = status;
    if (voucherId === null) {
      const note = 'The ledger names no voucher for this invoice, so nothing can be told on it.';
      await this.#store(creditorId, status, null, null, note);
      return 'not-told';
    }
    const reference = caseReference(claimId);
    try {
      await channel.report(
        { ledgerItemId, voucherId, status: wanted, reference, ...(comment === null ? {} : { comment }) },
        signal,
      );
    } catch (error) {
      return this.#failed(creditorId, connectionId, status, error);
    }
    await this.#store(creditorId, status, wanted, null, null);
    return 'told';
  }

  async #failed(
    creditorId: CreditorId,
    connectionId: ConnectionId,
    status: DueStatus,
    error: unknown,
  ): Promise<'not-told' | 'stop'> {
    const failure = {
      ...ledgerFailure(error),
      ...(error instanceof ConnectionBlockedError ? { blockReason: error.reason } : {}),
    };
    const step = afterFailedReport(failure, status.attempts + 1, this.clock.now());
    switch (step.kind) {
      case 'again':
        await this.#store(creditorId, status, null, step.notBefore, step.note);
        return 'not-told';
      case 'given-up':
        await this.#store(creditorId, status, null, null, step.note);
        return 'not-told';
      case 'channel-closed':
        await this.#close(creditorId, connectionId);
        return 'stop';
      case 'connection-blocked':
        if (error instanceof ConnectionBlockedError)
          await this.health.block({ creditorId, id: connectionId }, error);
        return 'stop';
    }
  }

  /** A newer wish, written while the ledger was told the older one, stays due. */
  async #store(
    creditorId: CreditorId,
    { claimId, wanted, comment }: DueStatus,
    reported: CaseStatus | null,
    notBefore: Date | null,
    note: string | null,
  ): Promise<void> {
    await this.database.asCreditor(creditorId, (tx) =>
      tx.query(
        `update case_status set reported = coalesce($3, reported),
           not_before = case when wanted = $4 and comment is not distinct from $5 then $6::timestamptz else not_before end,
           attempts = case when $3::text is null then attempts + 1 else 0 end, note = $7
         where creditor_id = $1 and claim_id = $2`,
        [creditorId, claimId, reported, wanted, comment, notBefore, note],
      ),
    );
  }

  async #close(creditorId: CreditorId, connectionId: ConnectionId): Promise<void> {
    await this.database.asCreditor(creditorId, async (tx) => {
      await tx.query(
        `update connection set case_status_available = false where creditor_id = $1 and id = $2`,
        [creditorId, connectionId],
      );
      await this.#clear(tx, connectionId);
    });
  }

  async #nothingToDo(creditorId: CreditorId, connectionId: ConnectionId): Promise<void> {
    await this.database.asCreditor(creditorId, (tx) => this.#clear(tx, connectionId));
  }

  /** What is wanted stays written, so that it can be told when the channel opens (`CaseStatusBoard.tellAgain`). */
  async #clear(tx: Transaction, connectionId: ConnectionId): Promise<void> {
    await tx.query(
      `update case_status set not_before = null, note = $3
       where creditor_id = $1 and connection_id = $2 and not_before is not null`,
      [tx.creditorId, connectionId, UNAVAILABLE],
    );
  }
}
