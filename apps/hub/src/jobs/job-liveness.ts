import { randomInt } from 'node:crypto';
import pg from 'pg';
import { databaseRoles, JOBS_SCHEMA } from '../database/database-roles.js';

/** First half of the advisory locks' keys; any number that nobody else uses. The second half is the process. */
const LOCK_CLASS = 7_251_851;
const PROCESS_MAX = 2 ** 31 - 1;
/** A job that runs longer without a holder was fetched by a process that died before it could say so. */
const UNHELD_AFTER_SECONDS = 15;

export interface OrphanedJob {
  readonly id: string;
  readonly queue: string;
}

/**
 * Tells which running jobs belong to processes that are gone. Each process holds an advisory lock for as long as its
 * session lives; PostgreSQL frees the lock the moment the process is killed, without any time of grace to wait for.
 * A process that merely lost this session is told by `lost` and must stop its jobs, since others may take them.
 */
export class JobLiveness {
  readonly process = randomInt(1, PROCESS_MAX);
  readonly #client: pg.Client;

  constructor(url: string, lost: (error: Error) => void) {
    this.#client = new pg.Client({
      connectionString: url,
      options: `-c role=${databaseRoles.jobs}`,
      application_name: 'kravhub-liveness',
      keepAlive: true,
    });
    this.#client.on('error', lost);
  }

  async start(): Promise<void> {
    await this.#client.connect();
    await this.#client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, this.process]);
  }

  async stop(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }

  async hold(jobId: string, queue: string): Promise<void> {
    await this.#client.query(
      `insert into job_holder (job_id, queue, process, since) values ($1, $2, $3, clock_timestamp())
       on conflict (job_id) do update set process = excluded.process, since = excluded.since`,
      [jobId, queue, this.process],
    );
  }

  async letGo(jobId: string): Promise<void> {
    await this.#client.query('delete from job_holder where job_id = $1 and process = $2', [
      jobId,
      this.process,
    ]);
  }

  /** Running jobs of processes that are gone; their entries are removed. Two processes never get the same job. */
  async orphans(): Promise<OrphanedJob[]> {
    const dead = await this.#deadProcesses();
    const { rows: held } = await this.#client.query<OrphanedJob>(
      'delete from job_holder where process = any($1) returning job_id as id, queue',
      [dead],
    );
    // The row of the first process to say so wins; the others find the job held.
    const { rows: unheld } = await this.#client.query<OrphanedJob>(
      `insert into job_holder (job_id, queue, process, since)
       select j.id, j.name, $1, clock_timestamp() from ${JOBS_SCHEMA}.job j
       where j.state = 'active' and j.started_on < clock_timestamp() - make_interval(secs => $2)
         and not exists (select 1 from job_holder h where h.job_id = j.id)
       on conflict do nothing returning job_id as id, queue`,
      [this.process, UNHELD_AFTER_SECONDS],
    );
    for (const { id } of unheld) await this.letGo(id);
    return [...held, ...unheld];
  }

  async #deadProcesses(): Promise<number[]> {
    const { rows } = await this.#client.query<{ process: number }>(
      'select distinct process from job_holder where process <> $1',
      [this.process],
    );
    const dead: number[] = [];
    for (const { process } of rows) {
      const { rows: answer } = await this.#client.query<{ free: boolean }>(
        'select pg_try_advisory_lock($1, $2) as free',
        [LOCK_CLASS, process],
      );
      if (answer[0]?.free !== true) continue;
      // Kept until this session ends would be harmless too: a number is drawn anew by every process.
      await this.#client.query('select pg_advisory_unlock($1, $2)', [LOCK_CLASS, process]);
      dead.push(process);
    }
    return dead;
  }
}
