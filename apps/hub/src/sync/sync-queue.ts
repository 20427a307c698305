import type { ConnectionId, CreditorId } from '@app/domain';
import { defineQueue } from '../jobs/queue-definition.js';

export interface SyncJob {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
}

/**
 * One job per connection at a time, by the singleton key: `exclusive` drops a second one that waits or runs. A run that
 * a process died in is taken up again by the job's retry.
 */
export const SYNC_QUEUE = defineQueue<SyncJob>({
  name: 'sync',
  policy: 'exclusive',
  retryLimit: 5,
  retryDelaySeconds: 2,
  // The longest full pull within a vendor's call limits.
  expireInSeconds: 4 * 3600,
});
