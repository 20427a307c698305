import type { Clock } from '@app/domain';
import { ConnectionBlockedError } from '@app/connectors';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, SYSTEM_ACTOR } from '../audit/actor.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { type Connection, type ConnectionRef, lockConnection } from './connection-row.js';

/** A failure's text is for a person on a page, not a log. */
const FAILURE_LENGTH_MAX = 500;

/**
 * What sync and write-back learn about a connection. All work in the caller's transaction, a creditor's or an
 * operator's, and touch neither cursor nor claims.
 */
@Injectable()
export class ConnectionHealth {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A run ended well. Changes no state: one that was paused meanwhile stays paused. */
  async markSuccess(
    tx: Transaction,
    { creditorId, id }: ConnectionRef,
    { fullPull, nextSyncAt }: { readonly fullPull: boolean; readonly nextSyncAt: Date },
  ): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `update connection set last_success_at = $3, verified_at = $3, failures_in_row = 0, next_sync_at = case when state = 'active' then $4::timestamptz end,
         last_full_pull_at = case when $5 then $3 else last_full_pull_at end
       where creditor_id = $1 and id = $2`,
      [creditorId, id, now, nextSyncAt, fullPull],
    );
  }

  /** A run failed, and another will be tried. `message` is for a person and holds no secret and no personal data. */
  async markFailure(
    tx: Transaction,
    { creditorId, id }: ConnectionRef,
    message: string,
    nextSyncAt: Date,
  ): Promise<void> {
    await tx.query(
      `update connection set last_failure_at = $3, last_failure = $4, failures_in_row = failures_in_row + 1,
         next_sync_at = case when state = 'active' then $5::timestamptz end
       where creditor_id = $1 and id = $2`,
      [creditorId, id, this.clock.now(), message.slice(0, FAILURE_LENGTH_MAX), nextSyncAt],
    );
  }

  /**
   * The ledger refuses us until a person acts. One that is blocked already gets the newer reason; one that a person has
   * paused returns to that when it is mended.
   */
  async markBlocked(
    tx: Transaction,
    ref: ConnectionRef,
    error: ConnectionBlockedError,
    actor: Actor = SYSTEM_ACTOR,
  ): Promise<void> {
    const before = await lockConnection(tx, ref);
    const message = error.message.slice(0, FAILURE_LENGTH_MAX);
    await tx.query(
      `update connection set state = 'blocked', blocked_from = case when state = 'blocked' then blocked_from else state end,
         blocked_reason = $3, blocked_message = $4, blocked_remedy = $5, last_failure_at = $6, last_failure = $4,
         failures_in_row = failures_in_row + 1, next_sync_at = null
       where creditor_id = $1 and id = $2`,
      [
        ref.creditorId,
        ref.id,
        error.reason,
        message,
        error.remedy.slice(0, FAILURE_LENGTH_MAX),
        this.clock.now(),
      ],
    );
    if (before.state === 'blocked' && before.blockedReason === error.reason) return;
    await this.#record(tx, ref, actor, 'connection.blocked', { reason: error.reason, from: before.state });
  }

  /** As `markBlocked`, in a transaction of its own. */
  block(ref: ConnectionRef, error: ConnectionBlockedError, actor: Actor = SYSTEM_ACTOR): Promise<void> {
    return this.database.asCreditor(ref.creditorId, (tx) => this.markBlocked(tx, ref, error, actor));
  }

  /** What blocked has been mended: back to the state before, and due at once if that was `active`. */
  async markUnblocked(tx: Transaction, connection: Connection, actor: Actor): Promise<void> {
    if (connection.state !== 'blocked') return;
    const to = connection.blockedFrom ?? 'setting-up';
    const now = this.clock.now();
    await tx.query(
      `update connection set state = $3, blocked_from = null, blocked_reason = null, blocked_message = null,
         blocked_remedy = null, failures_in_row = 0, verified_at = $4, next_sync_at = $5
       where creditor_id = $1 and id = $2`,
      [connection.creditorId, connection.id, to, now, to === 'active' ? now : null],
    );
    await this.#record(tx, connection, actor, 'connection.unblocked', {
      reason: connection.blockedReason,
      to,
    });
  }

  #record(
    tx: Transaction,
    { creditorId, id }: ConnectionRef,
    actor: Actor,
    action: string,
    detail: { readonly [name: string]: string | null },
  ): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'connection', id }, detail, creditorId });
  }
}
