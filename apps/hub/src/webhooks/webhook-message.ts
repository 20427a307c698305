import type { ToldEvent } from '../events/event-teller.js';
import type { WebhookMessage } from './webhook-sender.js';

/** The same for every repetition: a receiver knows an event by `webhook-id`. */
export function messageOf({ id, type, occurredAt, sequence, creditorId, data }: ToldEvent): WebhookMessage {
  const timestamp = occurredAt.toISOString();
  return { id, body: JSON.stringify({ type, timestamp, id, sequence: Number(sequence), creditorId, data }) };
}

/** What a receiver is tried out with; of no type that it could take for an event. */
export function testMessage(id: string, now: Date): WebhookMessage {
  return { id, body: JSON.stringify({ type: 'webhook.test', timestamp: now.toISOString(), id, data: {} }) };
}
