import { ConnectionBlockedError, LedgerError, type LedgerSession } from '@app/connectors';
import type { ClaimId, Clock, ConnectionId, CreditorId } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { ConnectionHealth } from '../connections/connection-health.js';
import { readConnection } from '../connections/connection-row.js';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';
import { Metrics } from '../metrics/metrics.js';
import { compareClaims } from './compare-claims.js';
import { isDisagreement } from './difference-kinds.js';
import { DifferenceBook } from './differences/difference-book.js';
import { type ComparedClaim, nextClaims } from './reconciliation-facts.js';
import { type ComparedOutcome, type ReconciliationRun, ReconciliationStore } from './reconciliation-store.js';

export interface ReconciliationJob {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
  readonly runId: string;
}

/** One at a time per connection (`singletonKey`). */
export const reconciliationQueue = defineQueue<ReconciliationJob>({
  name: 'reconciliation',
  policy: 'singleton',
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireInSeconds: 3_600,
});

const CLOSED_DAYS = 30;
const DAY_MS = 86_400_000;
const CLAIMS_PER_BATCH_MAX = 100;
const CONNECTIONS_MAX = 1_000;
/** A bound of the loop: two million claims of one connection. */
const BATCHES_MAX = 20_000;

/** Compares ledger, claims and client money of one connection, to the øre, and writes down what does not agree. */
@Injectable()
export class ReconciliationService implements OnModuleInit {
  readonly #log = new Logger('Reconciliation');

  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly store: ReconciliationStore,
    private readonly book: DifferenceBook,
    @Inject(LedgerSessions) private readonly ledgers: Pick<LedgerSessions, 'open'>,
    @Inject(LedgerCatalogue) private readonly catalogue: Pick<LedgerCatalogue, 'find'>,
    @Inject(ConnectionHealth) private readonly health: Pick<ConnectionHealth, 'block'>,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(reconciliationQueue, ({ data, signal }) => this.work(data, signal));
  }

  /**
   * Orders a run; one that is under way already is the answer.
   * @throws ProblemError when there is no such connection
   */
  order(creditorId: CreditorId, connectionId: ConnectionId): Promise<ReconciliationRun> {
    return this.database.asCreditor(creditorId, (tx) => this.orderIn(tx, creditorId, connectionId));
  }

  /** Orders a run for each active connection of a creditor, all or none. */
  orderAll(creditorId: CreditorId): Promise<ReconciliationRun[]> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const active = await tx.query<{ id: ConnectionId }>(
        `select id from connection where creditor_id = $1 and state = 'active' order by id limit ${CONNECTIONS_MAX}`,
        [creditorId],
      );
      const runs: ReconciliationRun[] = [];
      for (const { id } of active) runs.push(await this.orderIn(tx, creditorId, id));
      return runs;
    });
  }

  async orderIn(
    tx: Transaction,
    creditorId: CreditorId,
    connectionId: ConnectionId,
  ): Promise<ReconciliationRun> {
    await readConnection(tx, { creditorId, id: connectionId });
    const run = await this.store.begin(tx, creditorId, connectionId);
    await this.jobs.send(
      tx,
      reconciliationQueue,
      { creditorId, connectionId, runId: run.id },
      { singletonKey: connectionId },
    );
    return run;
  }

  /** Orders a run and carries it out here and now. */
  async run(
    creditorId: CreditorId,
    connectionId: ConnectionId,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<ReconciliationRun> {
    const run = await this.database.asCreditor(creditorId, (tx) =>
      this.store.begin(tx, creditorId, connectionId),
    );
    await this.work({ creditorId, connectionId, runId: run.id }, signal);
    return (await this.database.asCreditor(creditorId, (tx) => this.store.one(tx, run.id))) ?? run;
  }

  /** Carries out a run that was ordered. A run that has ended already is left alone. */
  async work({ creditorId, connectionId, runId }: ReconciliationJob, signal: AbortSignal): Promise<void> {
    const ready = await this.database.asCreditor(creditorId, async (tx) => {
      const run = await this.store.one(tx, runId);
      if (run?.state !== 'running') return undefined;
      await this.store.clear(tx, runId);
      return readConnection(tx, { creditorId, id: connectionId });
    });
    if (!ready) return;
    const batch = Math.min(
      this.catalogue.find(ready.connectorKey)?.limits.itemsPerReadMax ?? 1,
      CLAIMS_PER_BATCH_MAX,
    );
    try {
      const session = await this.ledgers.open({ creditorId, id: connectionId });
      await this.#compareAll(creditorId, connectionId, runId, session, batch, signal);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      if (error instanceof ConnectionBlockedError)
        await this.health.block({ creditorId, id: connectionId }, error);
      await this.database.asCreditor(creditorId, (tx) => this.store.finish(tx, runId, error.message));
      return;
    }
    if (signal.aborted) throw new Error('The hub is stopping; the comparison is begun anew.');
    await this.database.asCreditor(creditorId, (tx) => this.store.finish(tx, runId, null));
    this.#log.log({ msg: 'reconciled', connectionId, runId });
  }

  async #compareAll(
    creditorId: CreditorId,
    connectionId: ConnectionId,
    runId: string,
    session: LedgerSession,
    batch: number,
    signal: AbortSignal,
  ): Promise<void> {
    const closedSince = new Date(this.clock.now().getTime() - CLOSED_DAYS * DAY_MS);
    let after: ClaimId | null = null;
    for (let count = 0; count < BATCHES_MAX && !signal.aborted; count += 1) {
      const last: ClaimId | null = after;
      const claims: ComparedClaim[] = await this.database.asCreditor(creditorId, (tx) =>
        nextClaims(tx, connectionId, last, closedSince, batch),
      );
      if (claims.length === 0) return;
      const readingBegan = this.clock.now();
      const readings = await session.readItems(
        claims.map(({ ledgerItemId }) => ledgerItemId),
        signal,
      );
      await this.database.asCreditor(creditorId, async (tx) => {
        const outcomes = await compareClaims(tx, claims, readings, readingBegan);
        await this.store.add(tx, runId, outcomes);
        await this.book.meet(tx, connectionId, { runId, readingBegan }, outcomes);
        tx.afterCommit(() => this.#count(outcomes));
      });
      after = claims.at(-1)?.id ?? null;
    }
  }

  #count(outcomes: readonly ComparedOutcome[]): void {
    const counter = this.metrics.counter(
      'kravhub_reconciled_claims_total',
      'Claims compared with ledger and client money, by outcome; one that differs in several ways counts in each.',
      ['outcome'],
    );
    for (const { differences } of outcomes) {
      if (differences.length === 0) counter.inc({ outcome: 'agrees' });
      for (const { kind } of differences) counter.inc({ outcome: kind });
    }
    const disagree = outcomes.filter(({ differences }) =>
      differences.some(({ kind }) => isDisagreement(kind)),
    ).length;
    if (disagree > 0) this.#log.warn({ msg: 'ledger, claims and client money differ', claims: disagree });
  }
}
