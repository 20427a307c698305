import type { ConnectionId, CreditorId } from '@app/domain';
import { defineQueue } from '../jobs/queue-definition.js';

export interface CaseStatusJob {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
}

/** One job waits and one runs per connection (`singletonKey`): it tells the ledger everything that is due. */
export const caseStatusQueue = defineQueue<CaseStatusJob>({
  name: 'case-status',
  policy: 'stately',
  retryLimit: 3,
});
