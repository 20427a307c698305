import type { Channel } from '../vocabulary.js';
import type { ChosenRule, Tone } from './rule-table.js';

/**
 * - `not-allowed-for-step`: the law's list of channels for such a letter
 * - `consent-missing`: an electronic statutory letter needs an express yes
 */
export type RefusedChannelReason =
  | 'not-allowed-for-step'
  | 'consent-missing'
  | 'consent-withdrawn'
  | 'no-contact-point'
  | 'contact-point-failed'
  | 'protected-address'
  | 'written-only';

export interface RefusedChannel {
  readonly channel: Channel;
  readonly reason: RefusedChannelReason;
}

/** How the step would reach the debtor. */
export interface ChannelPlan {
  readonly channel: Channel;
  /** The hub's contact point, the first usable of its channel. */
  readonly contactPointId: string;
  /** Tried next, in this order, if the channel fails. */
  readonly fallback: readonly Channel[];
  readonly refused: readonly RefusedChannel[];
  readonly tone: Tone;
  readonly rule: ChosenRule;
  /** A case handler sends it (protected address). */
  readonly byHand: boolean;
}
