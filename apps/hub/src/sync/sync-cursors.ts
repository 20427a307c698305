import type { Cursor } from '@app/connectors';
import type { Clock, ConnectionId, JsonObject } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { prepared, type Transaction } from '../database/transaction.js';

/** `changes` is the ledger's own feed; `tracked` is how far one run has read tracked items again by id. */
export type SyncStream = 'open-items' | 'changes' | 'tracked';

export interface SavedCursor {
  readonly cursor: Cursor;
  /** The revision it was read with; the next save must find the same. */
  readonly revision: bigint;
  readonly inFullPull: boolean;
}

/** Another process has moved the cursor on: this one must stop, and what it read is not stored. */
export class CursorMovedError extends Error {
  constructor() {
    super('Another run has moved the cursor on; this one stops without storing its page.');
    this.name = 'CursorMovedError';
  }
}

@Injectable()
export class SyncCursors {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async read(
    tx: Transaction,
    connectionId: ConnectionId,
    stream: SyncStream,
  ): Promise<SavedCursor | undefined> {
    const [row] = await tx.query<{ cursor: JsonObject; revision: bigint; inFullPull: boolean }>(
      `select cursor, revision, in_full_pull as "inFullPull" from sync_cursor
       where creditor_id = $1 and connection_id = $2 and stream = $3`,
      [tx.creditorId, connectionId, stream],
    );
    return row && { ...row, cursor: row.cursor as unknown as Cursor };
  }

  /**
   * Saves where the next page begins. Belongs in the transaction that stores the page.
   * @throws CursorMovedError when `seen` is no longer the newest revision
   */
  async save(
    tx: Transaction,
    connectionId: ConnectionId,
    stream: SyncStream,
    next: { readonly cursor: Cursor; readonly inFullPull: boolean; readonly seen: bigint | undefined },
  ): Promise<bigint> {
    const values = [
      tx.creditorId,
      connectionId,
      stream,
      JSON.stringify(next.cursor),
      next.inFullPull,
      this.clock.now(),
    ];
    const rows =
      next.seen === undefined
        ? await tx.query<{ revision: bigint }>(
            `insert into sync_cursor (creditor_id, connection_id, stream, cursor, in_full_pull, saved_at, revision)
             values ($1, $2, $3, $4, $5, $6, 1) on conflict do nothing returning revision`,
            values,
          )
        : await tx.query<{ revision: bigint }>(MOVE_ON, [...values, next.seen]);
    const [row] = rows;
    if (!row) throw new CursorMovedError();
    return row.revision;
  }

  async forget(tx: Transaction, connectionId: ConnectionId, stream: SyncStream): Promise<void> {
    await tx.query(`delete from sync_cursor where creditor_id = $1 and connection_id = $2 and stream = $3`, [
      tx.creditorId,
      connectionId,
      stream,
    ]);
  }
}

const MOVE_ON = prepared(
  `update sync_cursor set cursor = $4, in_full_pull = $5, saved_at = $6, revision = revision + 1
   where creditor_id = $1 and connection_id = $2 and stream = $3 and revision = $7 returning revision`,
);
