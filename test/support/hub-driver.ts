import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ManualClock } from '@app/domain';
import type { Sleep } from '../../apps/hub/src/config/sleep.js';
import { JOBS_SCHEMA } from '../../apps/hub/src/database/database-roles.js';
import { JobQueue } from '../../apps/hub/src/jobs/job-queue.js';
import { Scheduler } from '../../apps/hub/src/scheduler/scheduler.js';
import type { TestHub } from './hub.js';
import { waitFor } from './wait-for.js';

/** Ticks until nothing is due any more; each story needs one or two. */
const ROUNDS_MAX = 60;
/** Work that the hub does once a night, or that ends nothing that a story waits for. Everything else may be due at any tick. */
const NIGHTLY = [
  'reconciliation',
  'client-money-check',
  'write-back-read-again',
  'case-pass',
  'case-plans',
  'case-receipts',
  'erase-due',
  'notices',
];

/** Waits that move the clock instead of lasting. */
export function movingSleep(clock: ManualClock): Sleep {
  return async (ms, signal) => {
    if (!signal?.aborted) clock.advanceMs(ms);
    await nextTurn();
  };
}

interface Jobs {
  /** Whether one waits or runs. */
  readonly busy: boolean;
  /** How many there ever were. */
  readonly sent: number;
}

/** Makes a test's hub work, and waits until it has nothing left to do. */
export class HubDriver {
  constructor(private readonly hub: TestHub) {}

  /** Lets the hub do everything that is due at this hour, until nothing is left to do. */
  async quiet(): Promise<void> {
    let idleLooks = 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const before = await this.#idle();
      await this.tick();
      const { busy, sent } = await this.#jobs();
      idleLooks = busy ? 0 : idleLooks + 1;
      // A job that came and ended between the two looks may have left something due behind: once more. Some come with each tick.
      if (idleLooks === 2 || (idleLooks === 1 && sent === before)) return;
    }
    throw new Error(`The hub was not quiet after ${ROUNDS_MAX} ticks.`);
  }

  /** The nightly work: booked settlements are read again, ledgers and claims are compared, channels are asked for receipts. */
  async night(): Promise<void> {
    await this.#expireLeases(NIGHTLY);
    await this.quiet();
  }

  /** The hub's own tables, past the API, to look at what no page shows. */
  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.hub.db.database.asOperator((tx) => tx.query<Row>(sql, [...parameters]));
  }

  /** One look at what is due. */
  async tick(): Promise<void> {
    await this.#expireLeases();
    await this.hub.app.get(Scheduler).tick();
  }

  /** Leases last in real time, by the database's clock; a story's time runs faster. */
  #expireLeases(names?: readonly string[]): Promise<unknown> {
    return this.rows(
      `update lease set expires_at = clock_timestamp() where case when $1::text[] is null
         then not name = any($2) else name = any($1) end returning 1`,
      [names ?? null, NIGHTLY],
    );
  }

  /** Answers how many jobs there were when none was left to do. */
  async #idle(): Promise<number> {
    const first = await this.#jobs();
    if (!first.busy) return first.sent;
    return waitFor('the jobs were done', async () => {
      const { busy, sent } = await this.#jobs();
      return busy ? undefined : sent;
    });
  }

  /** @throws Error when a job has failed in every attempt */
  async #jobs(): Promise<Jobs> {
    const counts = await this.hub.app.get(JobQueue).counts();
    const dead = counts.filter((count) => count.dead > 0).map(({ queue }) => queue);
    if (dead.length > 0) throw new Error(`Jobs failed for good in ${dead.join(', ')}:\n${this.hub.log()}`);
    const [all] = await this.rows<{ sent: number }>(`select count(*)::int as sent from ${JOBS_SCHEMA}.job`);
    return { busy: counts.some(({ waiting, active }) => waiting + active > 0), sent: all?.sent ?? 0 };
  }
}
