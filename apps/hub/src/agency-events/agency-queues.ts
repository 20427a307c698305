import type { AgencyId } from '@app/domain';
import { defineQueue } from '../jobs/queue-definition.js';

export interface AgencyJob {
  readonly agencyId: AgencyId;
}

/** One job per agency applies what is due, and one more may wait: what comes while the first runs is not forgotten. */
export const AGENCY_INBOX_QUEUE = defineQueue<AgencyJob>({ name: 'agency-inbox', policy: 'stately' });

/** One look per agency at a time; one that failed is followed by the next of the schedule. */
export const AGENCY_FEED_QUEUE = defineQueue<AgencyJob>({
  name: 'agency-feed',
  policy: 'exclusive',
  retryLimit: 2,
});
