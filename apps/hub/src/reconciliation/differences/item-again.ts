import type { ClaimId, LedgerItemId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { ClaimBook } from '../../claims/claim-book.js';
import { LedgerRecount } from '../../claims/ledger-recount.js';
import { askingLedger } from '../../connections/connection-problems.js';
import { type ConnectionFacts, CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { ItemsAgain } from '../../open-items/items-again.js';
import type { WriteBackRow } from '../../write-back/write-back-progress.js';
import { WRITE_BACK_COLUMNS } from '../../write-back/write-back-store.js';
import { WriteBackWorker } from '../../write-back/write-back-worker.js';
import type { StandingDifference } from './standing-row.js';

const WRITE_BACKS_MAX = 100;
const NOTHING_CHANGED = 'Nothing was changed.';

/** Reads the invoice of a claim and its bookings again, now, and lets the claim follow: what a pull and the night would do. */
@Injectable()
export class ItemAgain {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly items: ItemsAgain,
    private readonly recount: LedgerRecount,
    private readonly book: ClaimBook,
    private readonly worker: WriteBackWorker,
  ) {}

  /** @throws ProblemError when the ledger does not answer or does not let us in */
  async read({ creditorId, connectionId, claimId }: StandingDifference, signal: AbortSignal): Promise<void> {
    const { facts, itemId, writeBacks } = await this.database.asCreditor(creditorId, async (tx) => ({
      facts: await this.creditors.ofConnection(tx, { creditorId, id: connectionId }),
      itemId: (await this.book.lock(tx, claimId)).ledgerItemId,
      writeBacks: await tx.query<WriteBackRow>(
        `select ${WRITE_BACK_COLUMNS} from write_back w where w.creditor_id = $1 and w.claim_id = $2
           and (w.posting_id is not null or w.baseline is not null) and w.state in ('verified', 'needs-matching')
         order by w.id limit ${WRITE_BACKS_MAX}`,
        [creditorId, claimId],
      ),
    }));
    await askingLedger(NOTHING_CHANGED, () => this.#readItem(facts, claimId, itemId, signal));
    const channel = await this.worker.channelOf(creditorId, connectionId);
    if (typeof channel === 'string') return;
    for (const row of writeBacks) {
      if ((await this.worker.readAgain(row, channel, signal)) === 'blocked') return;
    }
  }

  #readItem(
    facts: ConnectionFacts,
    claimId: ClaimId,
    itemId: LedgerItemId,
    signal: AbortSignal,
  ): Promise<void> {
    return this.items.read(facts, [itemId], signal, async (tx) => {
      // Also where the reading is as before: what waited for a booking of ours may count now.
      await this.recount.recountClaim(tx, await this.book.lock(tx, claimId));
    });
  }
}
