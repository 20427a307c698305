import { gapAfter } from './retry-schedule.js';
import type { SendResult } from './webhook-sender.js';

export const DELIVERY_STATES = ['pending', 'delivered', 'undelivered', 'cancelled'] as const;
/**
 * - `pending`: to be sent, or sent again
 * - `undelivered`: tried for three days in vain; a person may replay it
 * - `cancelled`: the organisation does not see the creditor any more, or the event is kept no longer
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const ENDPOINT_NOTICES = ['gone', 'undelivered'] as const;
/** What a person should look at: the endpoint was disabled by its own answer, or events did not get there. */
export type EndpointNotice = (typeof ENDPOINT_NOTICES)[number];

export interface Verdict {
  readonly state: DeliveryState;
  /** Failed tries of this round. */
  readonly tries: number;
  readonly nextAttemptAt: Date;
  readonly notice: EndpointNotice | null;
  /** Nothing more is sent there until a person enables it. */
  readonly disables: boolean;
}

/**
 * What becomes of a delivery.
 * @param failedBefore tries of this round that have failed already
 */
export function verdictOn(result: SendResult, failedBefore: number, now: Date): Verdict {
  const { outcome, retryAfterSeconds } = result;
  const still: Verdict = { state: 'pending', tries: 0, nextAttemptAt: now, notice: null, disables: false };
  if (outcome === 'delivered') return { ...still, state: 'delivered' };
  // It waits with all others until somebody enables the endpoint, and then has all its tries before it.
  if (outcome === 'gone') return { ...still, notice: 'gone', disables: true };
  const tries = failedBefore + 1;
  const gap = gapAfter(tries, retryAfterSeconds);
  if (gap === undefined) return { ...still, state: 'undelivered', tries, notice: 'undelivered' };
  return { ...still, tries, nextAttemptAt: new Date(now.getTime() + gap * 1000) };
}
