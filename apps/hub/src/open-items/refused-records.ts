import { hash } from 'node:crypto';
import type { RefusedRecord } from '@app/connectors';
import { type Clock, type ConnectionId, type LedgerItemId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { idArray } from '../database/id-array.js';
import { prepared, type Transaction } from '../database/transaction.js';

export const REFUSED_COLUMNS = `creditor_id as "creditorId", id, connection_id as "connectionId", identity,
  ledger_item_id as "ledgerItemId", reason, message, raw, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
  resolved_at as "resolvedAt", retry_state as "retryState", retry_asked_at as "retryAskedAt",
  retry_failure as "retryFailure"`;

/** Keeps what could not be mapped. The same record is set aside once, however often it is read. */
@Injectable()
export class RefusedRecords {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async keep(tx: Transaction, connectionId: ConnectionId, records: readonly RefusedRecord[]): Promise<void> {
    const now = this.clock.now();
    for (const record of records) {
      await tx.query(
        `insert into refused_record (creditor_id, id, connection_id, identity, ledger_item_id, reason, message, raw,
           first_seen_at, last_seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
         on conflict (creditor_id, connection_id, identity) do update set reason = excluded.reason,
           message = excluded.message, raw = excluded.raw, last_seen_at = excluded.last_seen_at, resolved_at = null`,
        [
          tx.creditorId,
          newId(this.clock),
          connectionId,
          record.ledgerItemId ?? `sha256:${hash('sha256', record.raw)}`,
          record.ledgerItemId ?? null,
          record.reason,
          record.message,
          record.raw,
          now,
        ],
      );
    }
  }

  /** A good reading of the same record ends its refusal, also one that changes nothing else. */
  async resolve(tx: Transaction, connectionId: ConnectionId, items: readonly LedgerItemId[]): Promise<void> {
    if (items.length === 0) return;
    await tx.query(RESOLVE, [tx.creditorId, connectionId, idArray(items), this.clock.now()]);
  }
}

const RESOLVE = prepared(`update refused_record set resolved_at = $4
       where creditor_id = $1 and connection_id = $2 and identity = any($3) and resolved_at is null`);
