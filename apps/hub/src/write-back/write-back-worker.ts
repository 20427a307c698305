import { ConnectionBlockedError, LedgerError, type WriteBack } from '@app/connectors';
import type { Clock, ConnectionId, CreditorId } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { ConnectionHealth } from '../connections/connection-health.js';
import { readConnection } from '../connections/connection-row.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { REMEDIES } from './remedies.js';
import { WriteBackAttempt } from './write-back-attempt.js';
import { progressOf, type WriteBackRow } from './write-back-progress.js';
import { writeBackQueue } from './write-back-queue.js';
import { WriteBackRecord, WriteBackTakenError } from './write-back-record.js';
import { WriteBackStore } from './write-back-store.js';
import { WRITE_BACK_TIMINGS, type WriteBackTimings } from './write-back-timings.js';

/** Jobs of different connections that run at once in this process. */
const CONNECTIONS_AT_ONCE = 4;
const ROWS_PER_LOOK = 20;
/** Steps of one write-back in one go: send, confirm, verify, and one to spare. */
const TURNS_MAX = 4;
/** Well below the time after which the queue takes a job for lost. What is left is found by the next tick. */
const JOB_MS_MAX = 300_000;

type Ledgers = Pick<LedgerSessions, 'open'>;
type Health = Pick<ConnectionHealth, 'block'>;

/** The only caller of a connector's write-back. One job carries out what is due on one connection. */
@Injectable()
export class WriteBackWorker implements OnModuleInit {
  readonly #log = new Logger('WriteBack');

  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly store: WriteBackStore,
    private readonly record: WriteBackRecord,
    private readonly attempt: WriteBackAttempt,
    @Inject(LedgerSessions) private readonly ledgers: Ledgers,
    @Inject(ConnectionHealth) private readonly health: Health,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WRITE_BACK_TIMINGS) private readonly timings: WriteBackTimings,
  ) {}

  onModuleInit(): void {
    this.jobs.work(
      writeBackQueue,
      async ({ data, signal }) => void (await this.drain(data.creditorId, data.connectionId, signal)),
      {
        concurrency: CONNECTIONS_AT_ONCE,
      },
    );
  }

  /** Works until nothing is due, the connection is blocked, or the job's time is up. Answers how many steps were taken. */
  async drain(creditorId: CreditorId, connectionId: ConnectionId, signal: AbortSignal): Promise<number> {
    const endsAt = performance.now() + JOB_MS_MAX;
    let steps = 0;
    for (;;) {
      const due = await this.#due(creditorId, connectionId);
      if (due.length === 0) return steps;
      const channel = await this.#channel(creditorId, connectionId, due);
      if (channel === undefined) return steps;
      const before = steps;
      for (const row of due) {
        if (signal.aborted || performance.now() > endsAt) return steps;
        const taken = await this.#carryOut(row, channel, signal);
        if (taken === 'blocked') return steps;
        steps += taken;
      }
      // Rows that are due and do not move belong to somebody else just now.
      if (steps === before) return steps;
    }
  }

  /** Reads one booked write-back again, whatever its state says about being due. For the nightly look. */
  async readAgain(row: WriteBackRow, channel: WriteBack, signal: AbortSignal): Promise<'blocked' | 'done'> {
    const outcome = await this.#carryOut(row, channel, signal, 1);
    return outcome === 'blocked' ? 'blocked' : 'done';
  }

  /** The ledger's write-back, or undefined when it has none or does not let us in; both are stored then. */
  async channelOf(
    creditorId: CreditorId,
    connectionId: ConnectionId,
  ): Promise<WriteBack | 'none' | 'closed'> {
    try {
      const session = await this.ledgers.open({ creditorId, id: connectionId });
      return session.writeBack ?? 'none';
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      if (error instanceof ConnectionBlockedError)
        await this.health.block({ creditorId, id: connectionId }, error);
      return 'closed';
    }
  }

  #due(creditorId: CreditorId, connectionId: ConnectionId): Promise<WriteBackRow[]> {
    const mayTakeMs = this.timings.leavesWithinMs + this.timings.endsWithinMs;
    const goneSince = new Date(this.clock.now().getTime() - mayTakeMs);
    return this.database.asCreditor(creditorId, async (tx) => {
      const connection = await readConnection(tx, { creditorId, id: connectionId });
      // Paused by a person or blocked by the ledger: what is due stays due.
      if (connection.state !== 'active') return [];
      return this.store.due(tx, connectionId, goneSince, ROWS_PER_LOOK);
    });
  }

  async #channel(
    creditorId: CreditorId,
    connectionId: ConnectionId,
    due: readonly WriteBackRow[],
  ): Promise<WriteBack | undefined> {
    const channel = await this.channelOf(creditorId, connectionId);
    if (channel === 'closed') return undefined;
    if (channel !== 'none') return channel;
    for (const row of due) {
      if (row.state === 'planned') await this.#refuse(row).catch(ignoreTaken);
    }
    return undefined;
  }

  #refuse(row: WriteBackRow): Promise<unknown> {
    const note = 'This ledger takes no bookings from us.';
    const remedy = REMEDIES.writeBackMissing;
    const refused = {
      ...progressOf(row),
      state: 'refused',
      note,
      remedy,
      refusalCode: 'write-back-missing',
    } as const;
    return this.database.asCreditor(row.creditorId, (tx) => this.record.write(tx, row, refused));
  }

  async #carryOut(
    row: WriteBackRow,
    channel: WriteBack,
    signal: AbortSignal,
    turnsMax = TURNS_MAX,
  ): Promise<number | 'blocked'> {
    let current = row;
    let steps = 0;
    try {
      for (let turn = 0; turn < turnsMax; turn += 1) {
        const { row: next, again, blockedBy } = await this.attempt.turn(current, channel, signal);
        if (next.revision !== current.revision) steps += 1;
        current = next;
        if (blockedBy) {
          await this.health.block({ creditorId: row.creditorId, id: row.connectionId }, blockedBy);
          return 'blocked';
        }
        if (!again || signal.aborted) break;
      }
    } catch (error) {
      ignoreTaken(error);
      this.#log.log({ msg: 'write-back is in other hands', writeBackId: row.id });
    }
    return steps;
  }
}

function ignoreTaken(error: unknown): void {
  if (!(error instanceof WriteBackTakenError)) throw error;
}
