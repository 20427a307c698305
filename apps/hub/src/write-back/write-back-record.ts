import type { JsonObject, LedgerPosting } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { ClaimBook } from '../claims/claim-book.js';
import { LedgerRecount } from '../claims/ledger-recount.js';
import type { Transaction } from '../database/transaction.js';
import { moneyToJson, postingToJson } from './money-json.js';
import { WriteBackMetrics } from './write-back-metrics.js';
import { isInFlight, type WriteBackProgress, type WriteBackRow } from './write-back-progress.js';
import { type WriteBackChange, WriteBackStore } from './write-back-store.js';

/** The row is no longer as it was read: another worker or a person has it. Nothing was written. */
export class WriteBackTakenError extends Error {
  constructor() {
    super('The write-back was changed by somebody else; this attempt ends.');
    this.name = 'WriteBackTakenError';
  }
}

/** What else a step brings besides the progress. */
export type WriteBackFinding = Omit<WriteBackChange, 'progress'> & { readonly found?: LedgerPosting };

/**
 * Writes a write-back's step together with all that follows from it: the claim's history, the count of the item's
 * movements once nothing of ours is in flight, and the hold when a booking was taken back.
 */
@Injectable()
export class WriteBackRecord {
  constructor(
    private readonly store: WriteBackStore,
    private readonly book: ClaimBook,
    private readonly recount: LedgerRecount,
    private readonly metrics: WriteBackMetrics,
  ) {}

  /**
   * The claim is locked first, as everywhere.
   * @throws WriteBackTakenError
   * @throws pg.DatabaseError 23505 when another write-back of the item is in flight, or has the same posting
   */
  async write(
    tx: Transaction,
    was: WriteBackRow,
    progress: WriteBackProgress,
    { found, ...finding }: WriteBackFinding = {},
    actor = 'system',
  ): Promise<WriteBackRow> {
    const claim = await this.book.lock(tx, was.claimId);
    const row = await this.store.write(tx, was, {
      ...finding,
      progress,
      ...(found === undefined ? {} : { posting: postingToJson(found), postingId: found.postingId }),
    });
    if (row === undefined) throw new WriteBackTakenError();
    if (row.state === was.state) return row;
    await this.book.record(tx, claim, `write-back-${row.state}`, detailOf(row, found), actor);
    // Movements that waited for this outcome can be told apart from ours now. A posting that a person named counts
    // as ours from here on, whatever the state was.
    if (isInFlight(was.state) !== isInFlight(row.state) || row.postingId !== was.postingId) {
      await this.recount.recountItem(tx, row.connectionId, row.ledgerItemId);
    }
    // With the payment itself taken back by the debtor's bank, ledger and claim say the same.
    if (row.state === 'reversed' && !(await this.store.settlementReversed(tx, row))) {
      const locked = await this.book.lock(tx, row.claimId);
      await this.book.hold(tx, locked, 'reopened', TAKEN_BACK, 'system');
    }
    tx.afterCommit(() => this.metrics.moved(was.state, row.state));
    return row;
  }
}

/** The debtor has paid, so the claim stays paid: that the ledger disagrees is for a person, not for the debtor. */
const TAKEN_BACK =
  'A payment that we booked was taken back in the ledger. The debtor has paid; a person must look.';

function detailOf(row: WriteBackRow, found: LedgerPosting | undefined): JsonObject {
  return {
    writeBackId: row.id,
    settlementId: row.settlementId,
    ...(found === undefined
      ? {}
      : { postingId: found.postingId, voucherId: found.voucherId, bookedOn: found.bookedOn }),
    ...(found === undefined ? {} : { change: moneyToJson(found.change) }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.refusalCode === null ? {} : { refusalCode: row.refusalCode }),
  };
}
