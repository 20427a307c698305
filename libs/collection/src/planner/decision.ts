import type { ClaimId, JsonObject, LocalDate } from '@app/domain';
import type { ChannelPlan } from '../channels/channel-plan.js';
import type { Recipient } from '../debtor/circumstances.js';
import type { ContactWindow } from '../contact/contact-settings.js';
import type { StepFee } from '../process/step-rule.js';
import type { Regime, StepKind } from '../vocabulary.js';

/**
 * Why a step does not happen today. Those of the calendar end by themselves; the others when a person or a new fact
 * ends them.
 */
export const HOLD_REASONS = [
  'settled',
  'claim-held',
  'objection-open',
  'objection-upheld',
  'objection-rejected',
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
  'paid-directly',
  'deceased',
  'bankruptcy',
  'debt-settlement',
  'minor',
  'vulnerable',
  'guardian-not-reachable',
  'representative-not-reachable',
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
  'law-figure-missing',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Those that end by themselves when they name a day. */
export const HOLDS_OF_CALENDAR: ReadonlySet<HoldReason> = new Set([
  'deferral',
  'plan-proposed',
  'pause',
  'crisis-pause',
  'payment-under-way',
  'not-due',
  'days-after-due',
  'deadline-running',
  'waits-for-joint-demand',
  'contact-cap',
  'quiet-day',
  'no-contact-hours',
] satisfies HoldReason[]);

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
  'letter-of-creditor-does-not-count',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/** For a person to see, also while everything is held. */
export interface CaseWarning {
  readonly kind: WarningKind;
  readonly claimId?: ClaimId;
  readonly inputs: JsonObject;
}

export interface PlannedStep {
  readonly kind: StepKind;
  /** The claims that the step covers. */
  readonly claimIds: readonly ClaimId[];
  readonly regime: Regime;
  readonly legalEffect: boolean;
  /** Each claim gets a letter of its own. */
  readonly onePerClaim: boolean;
  /** A statutory letter that was sent before is sent anew: it was too old. */
  readonly renewal: boolean;
  /** First day, today or later, on which it may be taken; absent: only new facts can tell. */
  readonly earliestOn?: LocalDate;
  /** When on that day, for channels that have hours. */
  readonly window?: ContactWindow;
  readonly channel?: ChannelPlan;
  readonly recipients: readonly Recipient[];
  /** Days to pay that the letter gives; the printed day is `letterDeadline` of the sending day. 0: none. */
  readonly deadlineDays: number;
  /** What it may charge on its earliest day; the amount, and all further conditions, come from the fee tables. */
  readonly fee?: StepFee;
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
  /** What holds the claims that the step does not cover. */
  readonly elsewhere: readonly Hold[];
  readonly warnings: readonly CaseWarning[];
  readonly decidedOn: LocalDate;
  readonly settingsVersion: number;
  /** First day on which the same facts may give another answer; the nightly pass may leave the case alone before it. */
  readonly changesOn?: LocalDate;
}
