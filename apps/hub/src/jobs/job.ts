/** What a worker is given. */
export interface Job<Data extends object> {
  readonly id: string;
  readonly data: Data;
  /** 1 for the first try. */
  readonly attempt: number;
  /**
   * Aborted when the hub stops or the job has run too long. Work of several steps looks at it between two of them,
   * and ends: what it has not committed is done by the next attempt.
   */
  readonly signal: AbortSignal;
}

/** Runs the job once more when it throws. Must bear being run again after a crash at any point. */
export type JobHandler<Data extends object> = (job: Job<Data>) => Promise<void>;

export interface WorkOptions {
  /** Jobs of the queue that run at once in this process. Default: 1. */
  readonly concurrency?: number;
}

export interface SendOptions {
  /** What the queue's policy compares. Default: none, and all such jobs count as equal. */
  readonly singletonKey?: string;
  /** Real seconds by the database's clock, not by the hub's `Clock`. Default: 0, at once. */
  readonly startAfterSeconds?: number;
  /** Higher first. Default: 0. */
  readonly priority?: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly queue: string;
  readonly data: object;
  readonly failedAt: Date;
  /** The last attempt's error, redacted. */
  readonly reason: string;
}

/** Wraps every run of a job: logging, tracing, metrics. */
export interface JobObserver {
  run(
    job: {
      readonly queue: string;
      readonly id: string;
      readonly attempt: number;
      readonly traceParent?: string;
    },
    work: () => Promise<void>,
  ): Promise<void>;
  /** The `traceparent` of the current work, to be continued by the job. */
  traceParent(): string | undefined;
  /** Trouble of the queue itself: connection lost, maintenance failed. */
  trouble(error: unknown): void;
  /** An error's text without secrets and people's data, fit to be stored with the job. */
  describe(error: unknown): string;
}

export const silentObserver: JobObserver = {
  run: (_job, work) => work(),
  traceParent: () => undefined,
  trouble: () => undefined,
  describe: (error) => (error instanceof Error ? error.name : 'Error'),
};
