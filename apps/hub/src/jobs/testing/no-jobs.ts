import type { JobQueue } from '../job-queue.js';

/** No job runs here; what would be sent is in the rows. */
export const noJobs = {
  declare: () => undefined,
  work: () => undefined,
  send: async () => undefined,
} as unknown as JobQueue;
