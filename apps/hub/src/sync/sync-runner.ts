import {
  type ChangesPage,
  type Cursor,
  LedgerContradictionError,
  LedgerError,
  type LedgerSession,
  type Page,
} from '@app/connectors';
import { type Clock, localDateAt, type OpenItem } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { SLEEP, type Sleep } from '../config/sleep.js';
import { countingCalls } from '../connections/call-count.js';
import type { ConnectionRef } from '../connections/connection-row.js';
import { type ConnectionFacts, CreditorReader } from '../connections/creditor-reader.js';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import { PlannerStatistics } from '../database/planner-statistics.js';
import type { Transaction } from '../database/transaction.js';
import { type IntakeContext, ItemIntake } from '../open-items/item-intake.js';
import { PageStore } from './page-store.js';
import { type SavedCursor, SyncCursors } from './sync-cursors.js';
import { reactToSyncError } from './sync-failure.js';
import { SyncOutcome } from './sync-outcome.js';
import type { SyncJob } from './sync-queue.js';
import { type ActiveRun, SyncRuns } from './sync-runs.js';
import { TrackedItems } from '../open-items/tracked-items.js';

/** No full pull is longer than this; a ledger whose listing never ends is stopped here, as the last of all bounds. */
const PAGES_MAX = 200_000;
const FULL_PULL_EVERY_MS = 24 * 3600_000;
const DECIDE_BATCH = 200;

interface Run {
  readonly context: ConnectionFacts;
  readonly session: LedgerSession;
  readonly active: ActiveRun;
  readonly signal: AbortSignal;
  readonly limits: { readonly pageSize: number; readonly itemsPerRead: number };
  readonly changesByItem: boolean;
}

/** The hub is stopping: the run stays as it is, and the next process goes on from its cursor. */
class RunHandedBackError extends Error {}

/**
 * One run over one connection: pull pages, read tracked items again, decide anew where a day has come. Every page is
 * stored with its cursor in one transaction; a process that dies costs at most the page it was at.
 */
@Injectable()
export class SyncRunner {
  readonly #log = new Logger('Sync');

  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly catalogue: LedgerCatalogue,
    private readonly sessions: LedgerSessions,
    private readonly runs: SyncRuns,
    private readonly cursors: SyncCursors,
    private readonly pages: PageStore,
    private readonly intake: ItemIntake,
    private readonly tracked: TrackedItems,
    private readonly outcome: SyncOutcome,
    private readonly environment: Environment,
    private readonly statistics: PlannerStatistics,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SLEEP) private readonly sleep: Sleep,
  ) {}

  /** Runs until nothing is left to do, the ledger blocks us, or `signal` ends it. Throws only what is our own fault. */
  async run({ creditorId, connectionId }: SyncJob, signal: AbortSignal): Promise<void> {
    const ref = { creditorId, id: connectionId };
    const context = await this.database.asCreditor(creditorId, (tx) => this.creditors.ofConnection(tx, ref));
    if (context.connection.state !== 'active') return;
    const active = await this.database.asCreditor(creditorId, async (tx) =>
      this.runs.beginOrResume(tx, connectionId, await this.#kindFor(tx, context)),
    );
    await countingCalls(active.calls, () =>
      this.#work({ creditorId, id: connectionId }, context, active, signal),
    );
  }

  async #work(
    ref: ConnectionRef,
    context: ConnectionFacts,
    active: ActiveRun,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const definition = this.catalogue.get(context.connection.connectorKey);
      const run: Run = {
        context,
        session: await this.sessions.open(ref),
        active,
        signal,
        limits: {
          pageSize: Math.min(definition.limits.pageSizeMax, this.environment.SYNC_PAGE_SIZE_MAX),
          itemsPerRead: definition.limits.itemsPerReadMax,
        },
        changesByItem: definition.capabilities.includes('changes-by-item'),
      };
      await this.#phases(run);
      await this.outcome.succeeded(ref, active);
    } catch (error) {
      if (error instanceof RunHandedBackError || signal.aborted) return;
      if (!(error instanceof LedgerError)) throw error;
      await this.outcome.failed(ref, active, error);
    }
  }

  async #kindFor(tx: Transaction, { connection }: ConnectionFacts): Promise<'full' | 'incremental'> {
    const saved = await this.cursors.read(tx, connection.id, 'open-items');
    if (saved === undefined || saved.inFullPull || connection.lastFullPullAt === null) return 'full';
    const age = this.clock.now().getTime() - connection.lastFullPullAt.getTime();
    return age >= FULL_PULL_EVERY_MS ? 'full' : 'incremental';
  }

  async #phases(run: Run): Promise<void> {
    let { active } = run;
    if (active.phase === 'pull') {
      await this.#pull(run);
      active = { ...active, phase: 'changes' };
    }
    if (active.phase === 'changes') {
      await this.#readTrackedAgain({ ...run, active });
      active = await this.database.asCreditor(run.context.creditor.id, (tx) =>
        this.runs.enter(tx, active, 'decide'),
      );
    }
    await this.#decideAgain({ ...run, active });
  }

  async #pull(run: Run): Promise<void> {
    const { creditor, connection, policy } = run.context;
    const full = run.active.kind === 'full';
    let saved = await this.database.asCreditor(creditor.id, (tx) =>
      this.cursors.read(tx, connection.id, 'open-items'),
    );
    // A full pull that has just begun forgets where the last incremental one ended.
    if (full && saved !== undefined && !saved.inFullPull) saved = { ...saved, cursor: FRESH };
    const ask = (cursor: Cursor | undefined): Promise<Page<OpenItem>> =>
      this.#ask(run, () =>
        run.session.pullOpenItems({
          ...(cursor === undefined ? {} : { cursor }),
          pageSize: run.limits.pageSize,
          invoicedFrom: policy.startOn,
          signal: run.signal,
        }),
      );
    let asked = ask(saved === undefined || saved.cursor === FRESH ? undefined : saved.cursor);
    for (let pageNumber = 0; pageNumber < PAGES_MAX; pageNumber += 1) {
      const page = await asked;
      const inFullPull = full && page.hasMore;
      let next: Promise<Page<OpenItem>> | undefined;
      // No earlier: a process that dies costs the page it was at, and not the one behind it too.
      const askAhead = (): void => {
        if (!page.hasMore || pageNumber + 1 === PAGES_MAX || next !== undefined) return;
        next = ask(page.nextCursor);
        // Its failure is met where it is awaited, or not at all when this page could not be stored.
        next.catch(() => undefined);
      };
      const place = { seen: saved?.revision, inFullPull };
      const revision: bigint = await this.pages.storePage(
        this.#intakeContext(run),
        run.active,
        page,
        place,
        askAhead,
      );
      saved = { cursor: page.nextCursor, revision, inFullPull };
      await this.statistics.pageDone(pageNumber + 1);
      if (!page.hasMore) return;
      askAhead();
      asked = next ?? asked;
    }
    throw new LedgerContradictionError(`The ledger's listing did not end within ${PAGES_MAX} pages.`);
  }

  /**
   * Reads again what the pull does not tell about: in a full pull the items it did not see, otherwise all that are
   * tracked, or the ledger's own feed of changes where it has one.
   */
  async #readTrackedAgain(run: Run): Promise<void> {
    const full = run.active.kind === 'full';
    if (!full && !run.changesByItem) return this.#followFeed(run);
    const { creditor, connection } = run.context;
    let saved = await this.database.asCreditor(creditor.id, (tx) =>
      this.cursors.read(tx, connection.id, 'tracked'),
    );
    let after = saved?.cursor.state['run'] === run.active.id ? String(saved.cursor.state['after']) : '';
    for (;;) {
      const ids = await this.database.asCreditor(creditor.id, (tx) =>
        this.tracked.ids(tx, connection.id, {
          after,
          limit: run.limits.itemsPerRead,
          ...(full ? { unseenBy: run.active.id } : {}),
        }),
      );
      const last = ids.at(-1);
      if (last === undefined) return;
      const readings = await this.#ask(run, () =>
        run.changesByItem
          ? run.session.settlementChanges({ items: ids, pageSize: run.limits.pageSize, signal: run.signal })
          : run.session.readItems(ids, run.signal),
      );
      after = last;
      const cursor = { version: 1, state: { run: run.active.id, after } };
      const revision = await this.pages.storeReadings(
        this.#intakeContext(run),
        run.active,
        'tracked',
        readings,
        cursor,
        saved?.revision,
      );
      saved = { cursor, revision, inFullPull: false };
    }
  }

  async #followFeed(run: Run): Promise<void> {
    const { creditor, connection } = run.context;
    let saved: SavedCursor | undefined = await this.database.asCreditor(creditor.id, (tx) =>
      this.cursors.read(tx, connection.id, 'changes'),
    );
    for (let pageNumber = 0; pageNumber < PAGES_MAX; pageNumber += 1) {
      const cursor = saved?.cursor;
      const page: ChangesPage = await this.#ask(run, () =>
        run.session.settlementChanges({
          ...(cursor === undefined ? {} : { cursor }),
          pageSize: run.limits.pageSize,
          signal: run.signal,
        }),
      );
      const next = page.nextCursor;
      if (next === undefined) throw new Error('A change feed answered a page without a cursor.');
      const revision = await this.pages.storeReadings(
        this.#intakeContext(run),
        run.active,
        'changes',
        page,
        next,
        saved?.revision,
      );
      saved = { cursor: next, revision, inFullPull: false };
      if (!page.hasMore) return;
    }
  }

  /** Stored items whose day has come, or that were judged under an older policy. */
  async #decideAgain(run: Run): Promise<void> {
    const { connection, creditor, policy } = run.context;
    const context = this.#intakeContext(run);
    for (let batch = 0; batch < PAGES_MAX; batch += 1) {
      if (run.signal.aborted) throw new RunHandedBackError();
      const decided = await this.database.asCreditor(creditor.id, async (tx) => {
        const items = await this.tracked.toDecideAgain(
          tx,
          connection.id,
          context.today,
          policy.version,
          DECIDE_BATCH,
        );
        await this.intake.take(tx, context, items);
        return items.length;
      });
      if (decided < DECIDE_BATCH) return;
    }
  }

  #intakeContext({ context, active }: Run): IntakeContext {
    return {
      creditorId: context.creditor.id,
      connectionId: context.connection.id,
      country: context.creditor.country,
      policy: context.policy,
      today: localDateAt(this.clock.now(), context.creditor.country),
      ...(active.kind === 'full' && active.phase === 'pull' ? { fullRunId: active.id } : {}),
    };
  }

  /** One question to the ledger, repeated within bounds where the table says so. */
  async #ask<T>(run: Run, question: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      if (run.signal.aborted) throw new RunHandedBackError();
      try {
        return await question();
      } catch (error) {
        if (run.signal.aborted) throw new RunHandedBackError();
        if (!(error instanceof LedgerError)) throw error;
        const reaction = reactToSyncError(error, attempt);
        if (reaction.kind !== 'again') throw error;
        this.#log.debug({ msg: 'page asked for again', attempt, waitMs: reaction.waitMs, kind: error.kind });
        await this.sleep(reaction.waitMs, run.signal);
      }
    }
  }
}

/** Stands for "no cursor" while the revision of the old one is still needed. */
const FRESH = { version: 0, state: {} } as const;
