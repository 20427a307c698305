import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { Job as BossJob } from 'pg-boss';
import { databaseRoles, JOBS_SCHEMA } from '../database/database-roles.js';
import { prepared, type Statements } from '../database/transaction.js';
import { ensureQueues } from './ensure-queues.js';
import type { DeadLetter, JobHandler, JobObserver, SendOptions, WorkOptions } from './job.js';
import { silentObserver } from './job.js';
import { JobLiveness } from './job-liveness.js';
import { deadLetterName } from './queue-definition.js';
import type { QueueDefinition } from './queue-definition.js';

/** Jobs wake their worker by NOTIFY; retries and delayed ones are found by looking. pg-boss allows no less than 0.5. */
const POLL_SECONDS = 0.5;
const POLL_SECONDS_WITH_NOTIFY = 1;
/** How often jobs of killed processes are looked for. */
const ORPHANS_EVERY_MS = 2_000;
const DEAD_LETTERS_MAX = 100;

export interface JobQueueOptions {
  /** Address of the hub's login. */
  readonly url: string;
  /** Connections for fetching and settling jobs, besides one that listens. Default: 4. */
  readonly poolMax?: number;
  /** False in a process that only sends. Default: true. */
  readonly works?: boolean;
  /** Running jobs get as long to end when the hub stops; then they are handed back. Default: 20. */
  readonly shutdownGraceSeconds?: number;
  readonly observer?: JobObserver;
}

interface Registration {
  readonly queue: QueueDefinition<object>;
  readonly handler?: JobHandler<object>;
  readonly concurrency: number;
}

interface Envelope {
  readonly data: object;
  readonly traceParent?: string;
}

/** `send` before the start or to a queue that nobody declared. */
export class UnknownQueueError extends Error {
  constructor(name: string) {
    super(`Queue "${name}" is not ready. Declare it with JobQueue.declare or JobQueue.work in onModuleInit.`);
    this.name = 'UnknownQueueError';
  }
}

/**
 * Jobs in our own PostgreSQL: a job commits with the rows that cause it, or not at all. Every job is run at least
 * once; after a crash or a lost connection a second time.
 *
 * Features call `declare` or `work` in `onModuleInit`; the queues are made when the application starts.
 */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  readonly #boss: PgBoss;
  readonly #registrations = new Map<string, Registration>();
  readonly #stopping = new AbortController();
  readonly #observer: JobObserver;
  readonly #liveness: JobLiveness;
  #state: 'new' | 'running' | 'stopped' = 'new';
  #orphanTimer: NodeJS.Timeout | undefined;
  #stopped = false;
  #isConnected = false;

  constructor(private readonly options: JobQueueOptions) {
    this.#observer = options.observer ?? silentObserver;
    this.#boss = new PgBoss({
      connectionString: options.url,
      options: `-c role=${databaseRoles.jobs}`,
      application_name: 'kravhub-jobs',
      schema: JOBS_SCHEMA,
      max: options.poolMax ?? 4,
      migrate: false,
      schedule: false,
      useListenNotify: true,
      // Its role does not own the indexes; the document on operations names the statement for an administrator.
      reindex: false,
    });
    this.#boss.on('error', (error) => this.#observer.trouble(error));
    this.#liveness = new JobLiveness(options.url, (error) => {
      // Others take our jobs now: ours must end between two steps. The process is restarted by whoever watches it.
      this.#stopping.abort(new Error('The session that shows that this process lives was lost.'));
      this.#observer.trouble(error);
    });
  }

  /** Makes a queue known in every process, also where nobody works it. Twice the same is harmless. */
  declare<Data extends object>(queue: QueueDefinition<Data>): void {
    if (this.#registrations.has(queue.name)) return;
    this.#register({ queue, concurrency: 0 });
  }

  /** Names the handler of a queue's jobs. It is called only in processes whose HUB_ROLES hold `worker`. */
  work<Data extends object>(
    queue: QueueDefinition<Data>,
    handler: JobHandler<Data>,
    options: WorkOptions = {},
  ): void {
    if (this.#registrations.get(queue.name)?.handler)
      throw new Error(`Queue "${queue.name}" has a handler already.`);
    this.#register({ queue, handler: handler as JobHandler<object>, concurrency: options.concurrency ?? 1 });
  }

  /**
   * Puts a job in, within the caller's transaction: it exists when, and only when, that commits.
   * @returns the job's id, or undefined when the queue's policy dropped it because an equal one is there already, or the answer is not
   * known yet (`tx.withCommit`)
   */
  async send<Data extends object>(
    tx: Statements,
    queue: QueueDefinition<Data>,
    data: Data,
    options: SendOptions = {},
  ): Promise<string | undefined> {
    if (this.#state === 'new' || !this.#registrations.has(queue.name))
      throw new UnknownQueueError(queue.name);
    const traceParent = this.#observer.traceParent();
    const envelope: Envelope = traceParent === undefined ? { data } : { data, traceParent };
    const id = await this.#boss.send(queue.name, envelope, {
      db: { executeSql: async (text, values) => ({ rows: await tx.query(prepared(text), values) }) },
      ...(options.singletonKey === undefined ? {} : { singletonKey: options.singletonKey }),
      ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      ...(options.priority === undefined ? {} : { priority: options.priority }),
    });
    return id ?? undefined;
  }

  /** The newest jobs that failed in every attempt, at most 100. */
  async deadLetters(queue: QueueDefinition<object>): Promise<readonly DeadLetter[]> {
    const jobs = await this.#boss.findJobs<Envelope>(deadLetterName(queue));
    return jobs
      .sort((a, b) => b.createdOn.getTime() - a.createdOn.getTime())
      .slice(0, DEAD_LETTERS_MAX)
      .map((job) => ({
        id: job.id,
        queue: queue.name,
        data: job.data.data,
        failedAt: job.createdOn,
        reason: String((job.sourceOutput as { message?: unknown } | null)?.message ?? 'unknown'),
      }));
  }

  /** Sends dead letters through their queue again, oldest first. @returns how many */
  async redrive(queue: Pick<QueueDefinition<object>, 'name'>, limit = DEAD_LETTERS_MAX): Promise<number> {
    return this.#boss.redrive(deadLetterName(queue), { limit });
  }

  /** Jobs of each queue that wait, run, or lie dead, counted now. */
  async counts(): Promise<readonly { queue: string; waiting: number; active: number; dead: number }[]> {
    const { rows } = await this.#boss.getDb().executeSql(
      `select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
              count(*) filter (where state = 'active')::int as active
         from ${JOBS_SCHEMA}.job where state in ('created', 'retry', 'active') group by name`,
    );
    const found = new Map(
      rows.map((row: { name: string; waiting: number; active: number }) => [row.name, row]),
    );
    return [...this.#registrations.values()].map(({ queue }) => ({
      queue: queue.name,
      waiting: found.get(queue.name)?.waiting ?? 0,
      active: found.get(queue.name)?.active ?? 0,
      dead: found.get(deadLetterName(queue))?.waiting ?? 0,
    }));
  }

  /** Whether jobs can be taken in and worked now. */
  get running(): boolean {
    return this.#state === 'running';
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.start();
  }

  /** Called first when the application closes: no new job is begun while requests still end. */
  async onModuleDestroy(): Promise<void> {
    await this.stopWork();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  async start(): Promise<void> {
    await this.#boss.start();
    this.#isConnected = true;
    await ensureQueues(
      this.#boss,
      [...this.#registrations.values()].map(({ queue }) => queue),
    );
    this.#state = 'running';
    if (this.options.works === false) return;
    await this.#liveness.start();
    await this.#takeUpOrphans();
    this.#orphanTimer = setInterval(() => void this.#takeUpOrphans(), ORPHANS_EVERY_MS);
    for (const registration of this.#registrations.values()) {
      // Workers of one job each, so that a slow job holds up no other.
      for (let worker = 0; worker < registration.concurrency; worker++) await this.#startWorker(registration);
    }
  }

  /** Takes no further job, tells the running ones to end, and waits for them until the time of grace is over. */
  async stopWork(): Promise<void> {
    clearInterval(this.#orphanTimer);
    if (this.#state !== 'running' || this.#stopped) return;
    this.#stopped = true;
    this.#stopping.abort(new Error('The hub is stopping.'));
    const ended = Promise.all(
      [...this.#registrations.keys()].map((name) => this.#boss.offWork(name, { wait: true })),
    );
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, (this.options.shutdownGraceSeconds ?? 20) * 1000);
    });
    await Promise.race([ended, grace]);
    clearTimeout(timer);
  }

  /** Hands back what still runs (another process takes it up at once) and closes the connections. */
  async stop(): Promise<void> {
    await this.stopWork();
    // Also where a queue was refused after the connections had been opened.
    if (this.#isConnected) await this.#boss.stop({ graceful: false });
    this.#isConnected = false;
    await this.#liveness.stop();
    this.#state = 'stopped';
  }

  /**
   * Gives jobs whose process was killed back to their queues, whatever their limit of retries.
   * Where an equal job waits already, that one does the work.
   */
  async #takeUpOrphans(): Promise<void> {
    try {
      for (const { id, queue } of await this.#liveness.orphans()) {
        await this.#boss.cancel(queue, id);
        await this.#boss.resume(queue, id).catch(() => undefined);
      }
    } catch (error) {
      if (this.#state === 'running' && !this.#stopped) this.#observer.trouble(error);
    }
  }

  #register(registration: Registration): void {
    if (this.#state !== 'new')
      throw new Error(`Queue "${registration.queue.name}" is declared too late: call this in onModuleInit.`);
    this.#registrations.set(registration.queue.name, registration);
  }

  async #startWorker(registration: Registration): Promise<void> {
    const { queue, handler } = registration;
    if (!handler) return;
    const worker: { id?: string } = {};
    worker.id = await this.#boss.work(
      queue.name,
      {
        batchSize: 1,
        pollingIntervalSeconds: POLL_SECONDS,
        notifyPollingIntervalSeconds: POLL_SECONDS_WITH_NOTIFY,
      },
      async ([job]: BossJob<Envelope>[]) => {
        if (!job) return;
        try {
          await this.#run(queue, handler, job);
        } finally {
          // Where one job was, more may wait: look again at once instead of at the next interval.
          if (worker.id !== undefined) this.#boss.notifyWorker(worker.id);
        }
      },
    );
  }

  async #run(
    queue: QueueDefinition<object>,
    handler: JobHandler<object>,
    job: BossJob<Envelope>,
  ): Promise<void> {
    const attempt = job.retryCount + 1;
    const { data, traceParent } = job.data;
    const signal = AbortSignal.any([job.signal, this.#stopping.signal]);
    try {
      await this.#liveness.hold(job.id, queue.name);
      await this.#observer.run(
        { queue: queue.name, id: job.id, attempt, ...(traceParent === undefined ? {} : { traceParent }) },
        () => handler({ id: job.id, data, attempt, signal }),
      );
    } catch (error) {
      // pg-boss stores the error with the job, with all its fields: only what may be read by anyone goes there.
      throw new JobAttemptFailedError(this.#observer.describe(error));
    } finally {
      await this.#liveness.letGo(job.id).catch((error: unknown) => this.#observer.trouble(error));
    }
  }
}

/** What is stored of a failed attempt. */
class JobAttemptFailedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JobAttemptFailedError';
    delete this.stack;
  }
}
