import type { Currency, LocalDate } from '@app/domain';
import type { Approval, ChannelRuleTable } from '../channels/rule-table.js';
import type { ContactSettings } from '../contact/contact-settings.js';
import type { PlanTolerance } from '../plans/plan-state.js';
import type { RegimeDates } from '../regimes/regime-dates.js';
import type { StepKind } from '../vocabulary.js';

/** Where we take over from the creditor. What the law asks to have been sent before is sent all the same. */
export const TAKEOVER_POINTS = ['friendly-reminder', 'reminder', 'collection-notice', 'demand'] as const;
export type TakeoverPoint = (typeof TAKEOVER_POINTS)[number];

/** What may be laid still in a crisis, by name and for a period. */
export const PAUSABLE_ACTS = [
  'legal-action',
  'attachment',
  'forced-sale',
  'eviction',
  'repossession',
  'instalment-fee',
] as const;
export type PausableAct = (typeof PAUSABLE_ACTS)[number];

export interface CrisisPause {
  readonly acts: readonly PausableAct[];
  readonly fromOn: LocalDate;
  /** Last day of the pause. */
  readonly until: LocalDate;
  readonly reason: string;
}

/** How the road is walked for a creditor. A change makes a new version; none is edited. */
export interface ProcessSettings {
  readonly version: number;
  readonly regimeDates: RegimeDates;
  readonly takeover: TakeoverPoint;
  /** A person's yes to this version. Without it no step with legal effect happens. */
  readonly approval?: Approval;
  /** How many friendly reminders before the rest: 0 to 2. */
  readonly friendlyRemindersMax: number;
  /** How many reminders: 0 to 2. */
  readonly remindersMax: number;
  /**
   * Whole days after the due day before the first step of the kind; absent: 1. A step earlier than a fee's own first day
   * (14 days in Norway) simply carries none.
   */
  readonly daysAfterDue: Readonly<Partial<Record<StepKind, number>>>;
  /** Days to pay that a letter gives; never less than the regime's minimum. */
  readonly deadlineDays: Readonly<Partial<Record<StepKind, number>>>;
  /** Days waited after a deadline for post and banks. */
  readonly allowanceDays: number;
  /** False: the demand says itself that legal action follows, and no separate notice is sent. */
  readonly separateLegalNotice: boolean;
  /** False: the road ends before the notice of legal action. */
  readonly legalRoute: boolean;
  /** Steps that a person approves case by case, besides the rule itself. */
  readonly personApproves: readonly StepKind[];
  /** Cases that owe less are left in peace; a currency not named has no bound. Minor units. */
  readonly smallBalanceMinor: Readonly<Partial<Record<Currency, bigint>>>;
  /** Days before a claim lapses from which the planner warns. */
  readonly limitationWarningDays: number;
  /** Days after which a creditor who was asked about a doubt is reminded, or gets the claim back. */
  readonly doubtAnswerDays: number;
  readonly planTolerance: PlanTolerance;
  readonly crisisPauses: readonly CrisisPause[];
  readonly contact: ContactSettings;
  readonly channelRules: ChannelRuleTable;
}
