import { Logger } from '@nestjs/common';
import { currentTraceParent, traceFrom, withContext } from '../logging/log-context.js';
import { errorSummary } from '../logging/redact.js';
import { Metrics } from '../metrics/metrics.js';
import type { JobObserver } from './job.js';

/** Runs every job in the trace of the request that sent it, and tells log and metrics how it ended. */
export class JobLog implements JobObserver {
  readonly #log = new Logger('Jobs');
  readonly #seconds;

  constructor(metrics: Metrics) {
    this.#seconds = metrics.histogram('kravhub_job_seconds', 'Time that a job took, by outcome.', [
      'queue',
      'outcome',
    ]);
  }

  run(job: Parameters<JobObserver['run']>[0], work: () => Promise<void>): Promise<void> {
    const { queue, id, attempt } = job;
    return withContext({ ...traceFrom(job.traceParent), job: { queue, id, attempt } }, async () => {
      const end = this.#seconds.startTimer({ queue });
      try {
        await work();
        const seconds = end({ outcome: 'done' });
        this.#log.debug({ msg: 'job done', seconds });
      } catch (error) {
        end({ outcome: 'failed' });
        this.#log.warn({ msg: 'job attempt failed', error });
        throw error;
      }
    });
  }

  traceParent(): string | undefined {
    return currentTraceParent();
  }

  trouble(error: unknown): void {
    this.#log.warn({ msg: 'job queue in trouble', error });
  }

  describe(error: unknown): string {
    return errorSummary(error);
  }
}
