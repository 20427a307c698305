import type { LedgerError } from '@app/connectors';
import type { Clock } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { ConnectionHealth } from '../connections/connection-health.js';
import type { ConnectionRef } from '../connections/connection-row.js';
import { Database } from '../database/database.js';
import { SyncCursors } from './sync-cursors.js';
import { PAGE_ATTEMPTS_MAX, reactToSyncError, RETRY_RUN_AFTER_MS } from './sync-failure.js';
import { type ActiveRun, SyncRuns } from './sync-runs.js';

/** Writes how a run ended: on the run, and on the connection's health. */
@Injectable()
export class SyncOutcome {
  readonly #log = new Logger('Sync');

  constructor(
    private readonly database: Database,
    private readonly runs: SyncRuns,
    private readonly cursors: SyncCursors,
    private readonly health: ConnectionHealth,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async succeeded(ref: ConnectionRef, run: ActiveRun): Promise<void> {
    const nextSyncAt = this.#in(this.environment.SYNC_INTERVAL_MINUTES * 60_000);
    await this.database.asCreditor(ref.creditorId, async (tx) => {
      await this.runs.succeed(tx, run.id);
      await this.health.markSuccess(tx, ref, { fullPull: run.kind === 'full', nextSyncAt });
    });
  }

  /** What was stored stays stored; the cursor is kept unless the ledger itself no longer knows it. */
  async failed(ref: ConnectionRef, run: ActiveRun, error: LedgerError): Promise<void> {
    const reaction = reactToSyncError(error, PAGE_ATTEMPTS_MAX);
    this.#log.warn({
      msg: 'run ended early',
      connectionId: ref.id,
      kind: error.kind,
      reaction: reaction.kind,
    });
    await this.database.asCreditor(ref.creditorId, async (tx) => {
      await this.runs.fail(tx, run.id, error.kind, error.message);
      switch (reaction.kind) {
        case 'block':
          return this.health.markBlocked(tx, ref, reaction.error);
        case 'full-pull':
          await this.cursors.forget(tx, ref.id, 'open-items');
          await this.cursors.forget(tx, ref.id, 'changes');
          // A full pull that begins from nothing and still hears of a cursor would go round for ever: it waits.
          return this.health.markFailure(
            tx,
            ref,
            error.message,
            run.kind === 'full' ? this.#in(RETRY_RUN_AFTER_MS) : this.clock.now(),
          );
        case 'again':
        case 'stop': {
          const waitMs = reaction.kind === 'stop' ? reaction.retryRunAfterMs : reaction.waitMs;
          return this.health.markFailure(tx, ref, error.message, this.#in(waitMs));
        }
      }
    });
  }

  #in(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}
