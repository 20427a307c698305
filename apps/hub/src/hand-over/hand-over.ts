import { setTimeout as delay } from 'node:timers/promises';
import { type ItemReadings, LedgerError, type LedgerSession } from '@app/connectors';
import { type Clock, localDateAt } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  COLLECTION_PIPELINE,
  type CollectionPipeline,
  MESSAGES_MAX,
  type MessageResult,
  type PipelineMessage,
  PipelineUnavailableError,
} from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import { type ConnectionFacts, CreditorReader } from '../connections/creditor-reader.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import { PlannerStatistics } from '../database/planner-statistics.js';
import { type IntakeContext, ItemIntake } from '../open-items/item-intake.js';
import type { OutboxJob } from '../outbox/outbox-jobs.js';
import { HandOverFailures } from './hand-over-failures.js';
import { HandOverResults } from './hand-over-results.js';
import { PendingMessages, type Pending, type PendingPage } from './pending-messages.js';

/** Messages of one batch: one reading of the ledger, one call of the pipeline. */
export const BATCH_SIZE = MESSAGES_MAX;
/** A job hands its slot on after as many; what is left is found by the next one. */
const BATCHES_MAX = 10_000;
/** A slow pipeline must not make the balances old that were read ahead. */
const READINGS_FRESH_MS = 10_000;
const SESSION_KEPT_MS = 5_000;
/** Whoever handed over so many is met by a pull that goes on: more will come within a moment, enough for whole batches. */
const GATHER_FROM = 100;
const GATHER_MS = 100;

/** What the ledger said about the claims of one batch that are to be handed over. */
interface Answer {
  readonly handOvers: readonly Pending[];
  readonly askedAtMs: number;
  readonly readings?: ItemReadings;
  readonly error?: LedgerError;
}

type Ask = (batch: readonly Pending[]) => Promise<Answer>;

const NOTHING_READ: ItemReadings = { found: [], missing: [], refused: [] };

/**
 * Delivers a connection's messages to the pipeline, in order per claim. Before a claim is handed over its balance is
 * read from the ledger again: promise 3. If the ledger does not answer, the claim waits; other messages go on.
 */
@Injectable()
export class HandOver {
  readonly #log = new Logger('HandOver');

  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly sessions: LedgerSessions,
    private readonly intake: ItemIntake,
    private readonly pending: PendingMessages,
    private readonly results: HandOverResults,
    private readonly failures: HandOverFailures,
    private readonly statistics: PlannerStatistics,
    @Inject(COLLECTION_PIPELINE) private readonly pipeline: CollectionPipeline,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run({ creditorId, connectionId }: OutboxJob, signal: AbortSignal): Promise<void> {
    const ref = { creditorId, id: connectionId };
    const facts = await this.database.asCreditor(creditorId, (tx) => this.creditors.ofConnection(tx, ref));
    const read = (): Promise<PendingPage> =>
      this.database.asCreditor(creditorId, (tx) =>
        this.pending.read(tx, connectionId, { after: '', limit: BATCH_SIZE }),
      );
    const ask = this.#asker(facts, signal);
    let page = await read();
    let asked = ask(page.messages);
    let delivered = Promise.resolve();
    let delivering = 0;
    try {
      for (let batchNumber = 1; batchNumber <= BATCHES_MAX && !signal.aborted; batchNumber += 1) {
        if (page.last === undefined) {
          if (delivering < GATHER_FROM) return;
          delivering = 0;
          await delivered;
          await delay(GATHER_MS, undefined, { signal }).catch(() => undefined);
          page = await read();
          asked = ask(page.messages);
          continue;
        }
        const answer = await asked;
        let { ready, next } = await this.#takeAnswer(facts, page, answer);
        // While these claims go to the pipeline, the ledger is asked about the next ones. One delivery at a time.
        await delivered;
        if (this.#isStale(answer)) {
          const again = stillLeaving(page, ready);
          ({ ready, next } = await this.#takeAnswer(facts, again, await ask(again.messages)));
        }
        [asked, delivered] = [ask(next.messages), this.#deliver(facts, ready)];
        delivering += ready.length;
        // Failures are met where they are awaited.
        asked.catch(() => undefined);
        delivered.catch(() => undefined);
        await this.statistics.pageDone(batchNumber);
        page = next;
      }
    } finally {
      await delivered;
    }
  }

  /**
   * Reads the balances of a batch's claims from the ledger again. What the ledger refuses is an answer too. A session
   * is kept for some seconds: a new key entered by a person counts soon enough.
   */
  #asker({ creditor, connection }: ConnectionFacts, signal: AbortSignal): Ask {
    let session: LedgerSession | undefined;
    let openedAtMs = 0;
    return async (batch) => {
      const handOvers = batch.filter(({ kind }) => kind === 'hand-over');
      const askedAtMs = this.clock.now().getTime();
      if (handOvers.length === 0) return { handOvers, askedAtMs };
      try {
        if (session === undefined || askedAtMs - openedAtMs > SESSION_KEPT_MS) {
          session = await this.sessions.open({ creditorId: creditor.id, id: connection.id });
          openedAtMs = askedAtMs;
        }
        const ids = handOvers.map(({ ledgerItemId }) => ledgerItemId);
        return { handOvers, askedAtMs, readings: await session.readItems(ids, signal) };
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        session = undefined;
        return { handOvers, askedAtMs, error };
      }
    };
  }

  #isStale({ askedAtMs, readings }: Answer): boolean {
    return readings !== undefined && this.clock.now().getTime() - askedAtMs > READINGS_FRESH_MS;
  }

  /** Answers the messages that may leave now, each with its payload, and the batch that follows. */
  async #takeAnswer(
    facts: ConnectionFacts,
    page: PendingPage,
    { handOvers, readings, error }: Answer,
  ): Promise<{ readonly ready: PipelineMessage[]; readonly next: PendingPage }> {
    const { creditor, connection } = facts;
    if (error !== undefined) {
      const connectionId = connection.id;
      this.#log.warn({ msg: 'claims wait: the ledger did not answer', connectionId, kind: error.kind });
      await this.failures.ledgerSilent(facts, handOvers, error);
    }
    if (readings !== undefined) {
      // Refused, or gone before and let through by a person: there is no balance of today.
      const found = new Set(readings.found.map(({ ledgerItemId }) => ledgerItemId));
      const unread = handOvers.filter(({ ledgerItemId }) => !found.has(ledgerItemId));
      await this.failures.recordUnreadable(creditor.id, unread);
    }
    return this.database.asCreditor(creditor.id, async (tx) => {
      const intake = await this.intake.prepare(tx, this.#intakeContext(facts), readings ?? NOTHING_READ);
      await intake.write();
      // Read anew after it: what the ledger answered may have cancelled a message or held a claim.
      const [ready, next] = await Promise.all([
        this.pending.confirm(tx, connection.id, page.messages, intake.items),
        this.pending.read(tx, connection.id, { after: page.last ?? '', limit: BATCH_SIZE }),
      ]);
      return { ready, next };
    });
  }

  async #deliver(
    { creditor, connection }: ConnectionFacts,
    messages: readonly PipelineMessage[],
  ): Promise<void> {
    if (messages.length === 0) return;
    let results: readonly MessageResult[];
    try {
      results = await this.pipeline.deliver(creditor.id, messages);
    } catch (error) {
      if (!(error instanceof PipelineUnavailableError)) throw error;
      await this.failures.pipelineSilent(creditor.id, messages, error);
      return;
    }
    await this.database.asCreditor(creditor.id, (tx) =>
      this.results.record(tx, connection, messages, results),
    );
    if (results.some(({ outcome }) => outcome === 'deferred'))
      await this.failures.deferred(creditor.id, results);
  }

  #intakeContext({ creditor, connection, policy }: ConnectionFacts): IntakeContext {
    return {
      creditorId: creditor.id,
      connectionId: connection.id,
      country: creditor.country,
      policy,
      today: localDateAt(this.clock.now(), creditor.country),
    };
  }
}

/** Those that were about to leave. Nobody can undo them any more: see {@link PendingMessages.confirm}. */
function stillLeaving({ messages, last }: PendingPage, ready: readonly PipelineMessage[]): PendingPage {
  const leaving = new Set(ready.map(({ claimId }) => claimId));
  return {
    messages: messages
      .filter(({ claimId }) => leaving.has(claimId))
      .map((message) => ({ ...message, undoable: false })),
    last,
  };
}
