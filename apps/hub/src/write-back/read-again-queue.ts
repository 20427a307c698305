import { defineQueue } from '../jobs/queue-definition.js';
import type { WriteBackJob } from './write-back-queue.js';

/** The nightly look at bookings that were right when they were made. */
export const readAgainQueue = defineQueue<WriteBackJob>({
  name: 'write-back-read-again',
  policy: 'stately',
  retryLimit: 2,
});
