import { type ItemReadings, LedgerError } from '@app/connectors';
import { type Clock, localDateAt } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  COLLECTION_PIPELINE,
  type CollectionPipeline,
  type MessageResult,
  type PipelineMessage,
  PipelineUnavailableError,
} from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import { type ConnectionFacts, CreditorReader } from '../connections/creditor-reader.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import { type IntakeContext, ItemIntake } from '../open-items/item-intake.js';
import type { OutboxJob } from '../outbox/outbox-jobs.js';
import { HandOverFailures } from './hand-over-failures.js';
import { HandOverResults } from './hand-over-results.js';
import { PendingMessages, type Pending } from './pending-messages.js';

/** Messages of one batch: one reading of the ledger, one call of the pipeline. */
export const BATCH_SIZE = 100;
/** A job hands its slot on after as many; what is left is found by the next one. */
const BATCHES_MAX = 10_000;

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
    @Inject(COLLECTION_PIPELINE) private readonly pipeline: CollectionPipeline,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run({ creditorId, connectionId }: OutboxJob, signal: AbortSignal): Promise<void> {
    const ref = { creditorId, id: connectionId };
    const facts = await this.database.asCreditor(creditorId, (tx) => this.creditors.ofConnection(tx, ref));
    let after = '';
    for (let batchNumber = 0; batchNumber < BATCHES_MAX && !signal.aborted; batchNumber += 1) {
      const batch = await this.database.asCreditor(creditorId, (tx) =>
        this.pending.read(tx, connectionId, { after, limit: BATCH_SIZE }),
      );
      const last = batch.at(-1);
      if (last === undefined) return;
      after = last.claimId;
      const ready = await this.#readBalancesAgain(facts, batch, signal);
      if (ready.length > 0) await this.#deliver(facts, ready);
    }
  }

  /** Answers the messages that may leave now, each with its payload. */
  async #readBalancesAgain(
    facts: ConnectionFacts,
    batch: readonly Pending[],
    signal: AbortSignal,
  ): Promise<PipelineMessage[]> {
    const { creditor, connection } = facts;
    const handOvers = batch.filter(({ kind }) => kind === 'hand-over');
    let readings: ItemReadings | undefined;
    let leaving = batch;
    if (handOvers.length > 0) {
      try {
        const session = await this.sessions.open({ creditorId: creditor.id, id: connection.id });
        readings = await session.readItems(
          handOvers.map(({ ledgerItemId }) => ledgerItemId),
          signal,
        );
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        this.#log.warn({
          msg: 'claims wait: the ledger did not answer',
          connectionId: connection.id,
          kind: error.kind,
        });
        await this.failures.ledgerSilent(facts, handOvers, error);
        leaving = batch.filter(({ kind }) => kind !== 'hand-over');
      }
    }
    return this.database.asCreditor(creditor.id, async (tx) => {
      if (readings !== undefined) await this.intake.takeAll(tx, this.#intakeContext(facts), readings);
      // Read anew under the same transaction: what the reading changed may have cancelled a message or held a claim.
      return this.pending.confirm(tx, connection.id, leaving);
    });
  }

  async #deliver(
    { creditor, connection }: ConnectionFacts,
    messages: readonly PipelineMessage[],
  ): Promise<void> {
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
