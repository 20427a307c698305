import type { ClaimId, JsonObject, LocalDate } from '@app/domain';
import type { ChosenRule, Tone } from '../channels/rule-table.js';
import type { ContactWindow } from '../contact/contact-settings.js';
import type { Channel, Regime, StepKind } from '../vocabulary.js';

/**
 * Why a step does not happen today. Those of the calendar end by themselves; the others when a person or a new fact
 * ends them.
 */
export const HOLD_REASONS = [
  'settled',
  'claim-held',
  'objection-open',
  'objection-upheld',
  'objection-before-board',
  'doubt',
  'deferral',
  'plan-proposed',
  'plan-in-good-standing',
  'plan-late-contact-first',
  'plan-broken-renegotiate',
  'pause',
  'crisis-pause',
  'payment-under-way',
  'deceased',
  'bankruptcy',
  'debt-settlement',
  'minor',
  'vulnerable',
  'guardian-not-reachable',
  'protected-address',
  'no-contact-point',
  'no-channel-rule',
  'small-balance',
  'lapsed',
  'rules-not-approved',
  'person-must-approve',
  'not-due',
  'days-after-due',
  'deadline-running',
  'waits-for-joint-demand',
  'contact-cap',
  'quiet-day',
  'no-contact-hours',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** One reason that holds the step, and from which day another answer would hold (promise of every decision). */
export interface Hold {
  readonly reason: HoldReason;
  /** Only this claim is held; absent: the whole case. */
  readonly claimId?: ClaimId;
  /** What the rule looked at: days, counts, amounts in minor units as text. */
  readonly inputs: JsonObject;
  /** First day on which this reason no longer stands, by the same facts; absent: only new facts end it. */
  readonly changesOn?: LocalDate;
}

export const WARNING_KINDS = [
  'limitation-near',
  'creditor-silent',
  'notice-of-creditor-does-not-count',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/** For a person to see, also while everything is held. */
export interface Warning {
  readonly kind: WarningKind;
  readonly claimId?: ClaimId;
  readonly inputs: JsonObject;
}

export type Recipient = 'debtor' | 'guardian' | 'estate';

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

export interface PlannedStep {
  readonly kind: StepKind;
  /** The claims that the step covers. */
  readonly claimIds: readonly ClaimId[];
  readonly regime: Regime;
  readonly legalEffect: boolean;
  /** First day on which it may be taken; absent: only new facts can tell. */
  readonly earliestOn?: LocalDate;
  /** When on that day, for channels that have hours. */
  readonly window?: ContactWindow;
  readonly channel?: ChannelPlan;
  readonly recipients: readonly Recipient[];
  /** Days to pay that the letter gives; the printed day is `letterDeadline` of the sending day. */
  readonly deadlineDays: number;
}

/**
 * - `due`: the step may be taken today; nothing holds it
 * - `wait`: only the calendar holds it; it is due on `step.earliestOn`
 * - `held`: a person or a new fact must come first
 * - `done`: no step is left: settled, or at the end of the road
 */
export type PlanOutcome = 'due' | 'wait' | 'held' | 'done';

/** The next step of a case, and every reason that holds it. Stored as it is. */
export interface StepDecision {
  readonly outcome: PlanOutcome;
  /** Absent when the road has ended. */
  readonly step?: PlannedStep;
  /** Empty exactly when the outcome is `due`, or `done` at the end of the road. */
  readonly holds: readonly Hold[];
  readonly warnings: readonly Warning[];
  readonly decidedOn: LocalDate;
  readonly settingsVersion: number;
  /** First day on which the same facts may give another answer; the nightly pass may leave the case alone before it. */
  readonly changesOn?: LocalDate;
}
