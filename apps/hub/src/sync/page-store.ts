import type { Cursor, ItemReadings, Page } from '@app/connectors';
import type { OpenItem } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type IntakeContext, ItemIntake } from '../open-items/item-intake.js';
import { SyncCursors } from './sync-cursors.js';
import { type ActiveRun, SyncRuns } from './sync-runs.js';

/**
 * Promise 2: what a page brought, its cursor and the jobs it causes commit in one transaction, or nothing of it does.
 */
@Injectable()
export class PageStore {
  constructor(
    private readonly database: Database,
    private readonly intake: ItemIntake,
    private readonly cursors: SyncCursors,
    private readonly runs: SyncRuns,
  ) {}

  /**
   * One pulled page. Answers the cursor's new revision.
   * @param onSent called when the page cannot be lost by this process's death any more
   * @throws CursorMovedError when another run was here meanwhile; nothing is stored then
   */
  storePage(
    context: IntakeContext,
    run: ActiveRun,
    page: Page<OpenItem>,
    { seen, inFullPull }: { readonly seen: bigint | undefined; readonly inFullPull: boolean },
    onSent: () => void,
  ): Promise<bigint> {
    return this.database.asCreditor(context.creditorId, async (tx) => {
      const readings = { found: page.items, missing: [], refused: page.refused };
      const next = { cursor: page.nextCursor, inFullPull, seen };
      const [revision, intake] = await Promise.all([
        this.cursors.save(tx, context.connectionId, 'open-items', next),
        this.intake.prepare(tx, context, readings),
      ]);
      const { recordsRead, refused } = page;
      const out = tx.withCommit;
      await Promise.all([
        intake.write(out),
        this.runs.count(out, run.id, { pages: 1, recordsRead, refused: refused.length, ...intake.counts }),
        // With its last page the pull is over, and a process that dies now does not begin it again.
        page.hasMore ? undefined : this.runs.enter(out, run, 'changes'),
      ]);
      tx.onCommitSent(onSent);
      return revision;
    });
  }

  /** Items read again by id or by the ledger's feed of changes. */
  storeReadings(
    context: IntakeContext,
    run: ActiveRun,
    stream: 'changes' | 'tracked',
    readings: ItemReadings,
    cursor: Cursor,
    seen: bigint | undefined,
  ): Promise<bigint> {
    return this.database.asCreditor(context.creditorId, async (tx) => {
      const revision = await this.cursors.save(tx, context.connectionId, stream, {
        cursor,
        inFullPull: false,
        seen,
      });
      const counts = await this.intake.takeAll(tx, context, readings);
      await this.runs.count(tx, run.id, { refused: readings.refused.length, ...counts });
      return revision;
    });
  }
}
