import { LedgerError } from '@app/connectors';
import type { CreditorId, LedgerItemId } from '@app/domain';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { currentActor } from '../audit/actor.js';
import { askingLedger, wrongState } from '../connections/connection-problems.js';
import type { ConnectionRef } from '../connections/connection-row.js';
import { type ConnectionFacts, CreditorReader } from '../connections/creditor-reader.js';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';
import { ItemsAgain } from './items-again.js';
import type { RefusedRecordEntity } from './refused-record.entity.js';
import { recordNotFound, recordWithoutId } from './refused-problems.js';
import { type RetryProgress, RefusedRetries } from './refused-retries.js';

/** One waits and one runs: what is asked for while one runs is done by the next. */
export const REFUSED_RETRY_QUEUE = defineQueue<ConnectionRef>({
  name: 'refused-retry',
  policy: 'stately',
  expireInSeconds: 3600,
});

/** Far more questions than a ledger has ever given reason for. */
const BATCHES_MAX = 1_000;

export type RetryOutcome = 'read' | 'still-refused' | 'gone';

/** Reads set-aside records from the ledger again, now: one for a person who waits, or all in a job. */
@Injectable()
export class RefusedRetryService implements OnModuleInit {
  readonly #log = new Logger('RefusedRetry');

  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly catalogue: LedgerCatalogue,
    private readonly again: ItemsAgain,
    private readonly retries: RefusedRetries,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.jobs.work(REFUSED_RETRY_QUEUE, ({ data, signal }) => this.run(data, signal));
  }

  /**
   * One that has been read well meanwhile is not asked for again.
   * @throws ProblemError 404; 409 when it has no id to ask by; when the ledger does not answer or does not let us in
   */
  async one(
    creditorId: CreditorId,
    id: string,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<{ readonly outcome: RetryOutcome; readonly record: RefusedRecordEntity }> {
    const { record, facts } = await this.database.asCreditor(creditorId, async (tx) => {
      const found = await this.retries.one(tx, id);
      if (!found) throw recordNotFound(id);
      return {
        record: found,
        facts: await this.creditors.ofConnection(tx, { creditorId, id: found.connectionId }),
      };
    });
    const { ledgerItemId } = record;
    if (record.resolvedAt !== null) return { outcome: outcomeOf(record), record };
    if (ledgerItemId === null) throw recordWithoutId(id);
    if (facts.connection.state !== 'active') throw notActive(facts.connection.state);
    await askingLedger('The record stays set aside, with the reason from before.', () =>
      this.#readAgain(facts, [ledgerItemId as LedgerItemId], signal),
    );
    const again = await this.database.asCreditor(creditorId, async (tx) => {
      await this.#note(tx, 'refused-record.tried-again', id);
      return this.retries.one(tx, id);
    });
    if (!again) throw recordNotFound(id);
    return { outcome: outcomeOf(again), record: again };
  }

  /** Asks for all of the creditor's that have an id; asked for twice, they are read once. */
  all(creditorId: CreditorId): Promise<RetryProgress> {
    return this.database.asCreditor(creditorId, async (tx) => {
      await this.creditors.ofCreditor(tx, creditorId);
      const connections = await this.retries.ask(tx);
      for (const id of connections)
        await this.jobs.send(tx, REFUSED_RETRY_QUEUE, { creditorId, id }, { singletonKey: id });
      if (connections.length > 0) await this.#note(tx, 'refused-records.tried-again', creditorId);
      return this.retries.progress(tx);
    });
  }

  progress(creditorId: CreditorId): Promise<RetryProgress> {
    return this.database.asCreditor(creditorId, async (tx) => {
      await this.creditors.ofCreditor(tx, creditorId);
      return this.retries.progress(tx);
    });
  }

  /** Reads what waits of a connection, question by question. Where the ledger does not answer, the rest says so and waits no more. */
  async run(ref: ConnectionRef, signal: AbortSignal): Promise<void> {
    const { creditorId, id } = ref;
    const inTx = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      this.database.asCreditor(creditorId, work);
    const facts = await inTx((tx) => this.creditors.ofConnection(tx, ref));
    const { state, connectorKey } = facts.connection;
    if (state !== 'active') return inTx((tx) => this.retries.giveUp(tx, id, `The connection is ${state}.`));
    const limit = this.catalogue.get(connectorKey).limits.itemsPerReadMax;
    try {
      for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
        // The job fails then, and another process goes on with what waits.
        signal.throwIfAborted();
        const items = await inTx((tx) => this.retries.waiting(tx, id, limit));
        if (items.length === 0) return;
        await this.#readAgain(facts, items, signal);
      }
    } catch (error) {
      if (!(error instanceof LedgerError) || signal.aborted) throw error;
      this.#log.warn({ msg: 'records not tried again', connectionId: id, kind: error.kind });
      await inTx((tx) => this.retries.giveUp(tx, id, error.message));
    }
  }

  #readAgain(facts: ConnectionFacts, items: readonly LedgerItemId[], signal: AbortSignal): Promise<void> {
    return this.again.read(facts, items, signal, (tx, { missing }) =>
      this.retries.tried(tx, facts.connection.id, items, missing),
    );
  }

  #note(tx: Transaction, action: string, id: string): Promise<void> {
    return this.audit.record(tx, { actor: currentActor(), action, subject: { kind: 'refused-record', id } });
  }
}

function outcomeOf({ resolvedAt, retryState }: RefusedRecordEntity): RetryOutcome {
  if (resolvedAt === null) return 'still-refused';
  return retryState === 'gone' ? 'gone' : 'read';
}

function notActive(state: string): Error {
  return wrongState(
    'connection-not-active',
    `The connection is ${state}.`,
    'Activate or resume the connection, or mend what blocks it, and try again.',
  );
}
