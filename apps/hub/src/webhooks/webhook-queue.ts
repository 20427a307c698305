import { defineQueue } from '../jobs/queue-definition.js';

export interface WebhookJob {
  readonly endpointId: string;
}

/** One job per endpoint sends what is due, and one more may wait: what comes while the first runs is not forgotten. */
export const WEBHOOK_QUEUE = defineQueue<WebhookJob>({ name: 'webhooks', policy: 'stately' });
