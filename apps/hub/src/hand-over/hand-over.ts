import { type ItemReadings, LedgerError } from '@app/connectors';
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
import { PendingMessages, type Pending } from './pending-messages.js';

/** Messages of one batch: one reading of the ledger, one call of the pipeline. */
export const BATCH_SIZE = MESSAGES_MAX;
/** A job hands its slot on after as many; what is left is found by the next one. */
const BATCHES_MAX = 10_000;
/** A slow pipeline must not make the balances old that were read ahead. */
const READINGS_FRESH_MS = 10_000;

/** What the ledger said about the claims of one batch that are to be handed over. */
interface Answer {
  readonly handOvers: readonly Pending[];
  readonly askedAtMs: number;
  readonly readings?: ItemReadings;
  readonly error?: LedgerError;
}

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
    let batch = await this.database.asCreditor(creditorId, (tx) =>
      this.pending.read(tx, connectionId, { after: '', limit: BATCH_SIZE }),
    );
    let asked = this.#ask(facts, batch, signal);
    for (let batchNumber = 0; batchNumber < BATCHES_MAX && !signal.aborted; batchNumber += 1) {
      if (batch.length === 0) return;
      const answer = await asked;
      const fresh = this.#isStale(answer) ? await this.#ask(facts, batch, signal) : answer;
      const { ready, next } = await this.#takeAnswer(facts, batch, fresh);
      // The ledger is asked about the next claims while these go to the pipeline.
      asked = this.#ask(facts, next, signal);
      // Its failure is met where it is awaited, or not at all when the run ends before.
      asked.catch(() => undefined);
      await this.#deliver(facts, ready);
      await this.statistics.pageDone(batchNumber + 1);
      batch = next;
    }
  }

  /** Reads the balances of a batch's claims from the ledger again. What the ledger refuses is an answer too. */
  async #ask(facts: ConnectionFacts, batch: readonly Pending[], signal: AbortSignal): Promise<Answer> {
    const { creditor, connection } = facts;
    const handOvers = batch.filter(({ kind }) => kind === 'hand-over');
    const askedAtMs = this.clock.now().getTime();
    if (handOvers.length === 0) return { handOvers, askedAtMs };
    try {
      const session = await this.sessions.open({ creditorId: creditor.id, id: connection.id });
      const ids = handOvers.map(({ ledgerItemId }) => ledgerItemId);
      return { handOvers, askedAtMs, readings: await session.readItems(ids, signal) };
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return { handOvers, askedAtMs, error };
    }
  }

  #isStale({ askedAtMs, readings }: Answer): boolean {
    return readings !== undefined && this.clock.now().getTime() - askedAtMs > READINGS_FRESH_MS;
  }

  /** Answers the messages that may leave now, each with its payload, and the batch that follows. */
  async #takeAnswer(
    facts: ConnectionFacts,
    batch: readonly Pending[],
    { handOvers, readings, error }: Answer,
  ): Promise<{ readonly ready: PipelineMessage[]; readonly next: Pending[] }> {
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
        this.pending.confirm(tx, connection.id, batch, intake.items),
        this.pending.read(tx, connection.id, { after: batch.at(-1)?.claimId ?? '', limit: BATCH_SIZE }),
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
