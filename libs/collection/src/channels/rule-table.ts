import type { LocalDate } from '@app/domain';
import type { Channel, DebtorStanding, StepKind } from '../vocabulary.js';

/** How a text speaks. All three are polite; no tone threatens. */
export const TONES = ['warm', 'friendly', 'plain'] as const;
export type Tone = (typeof TONES)[number];

/**
 * How the debtor has paid this creditor so far.
 * - `new`: nothing is known
 * - `reliable`: mostly in time
 * - `forgetful`: late, and paid after the first contact
 * - `slow`: paid only after several steps
 * - `unpaid`: earlier claims ran to the end unpaid
 */
export const PAYMENT_HISTORIES = ['new', 'reliable', 'forgetful', 'slow', 'unpaid'] as const;
export type PaymentHistory = (typeof PAYMENT_HISTORIES)[number];

/** What the choice of channel looks at. Nothing else is asked: no score, no profile from elsewhere. */
export interface DebtorProfile {
  readonly standing: DebtorStanding;
  /** The creditor's own name for the kind of customer ("member", "key account"). */
  readonly category?: string;
  readonly history: PaymentHistory;
  /** The channel after which the debtor paid or answered the last time. */
  readonly workedBefore?: Channel;
}

/** All that is named must hold; what is absent matches everything. */
export interface ChannelConditions {
  readonly steps?: readonly StepKind[];
  readonly standing?: DebtorStanding;
  readonly categories?: readonly string[];
  /** Minor units, inclusive. */
  readonly owedMinorMin?: bigint;
  /** Minor units, exclusive, so that ranges meet without a gap. */
  readonly owedMinorBelow?: bigint;
  readonly histories?: readonly PaymentHistory[];
  readonly workedBefore?: readonly Channel[];
}

export interface ChannelRule {
  /** Stored on the step; kept when the rule is edited. */
  readonly id: string;
  readonly when: ChannelConditions;
  /** Tried in this order; what the law or the debtor does not allow for the step falls out. At least one. */
  readonly channels: readonly Channel[];
  readonly tone: Tone;
  /** In a sentence, for whoever reads the case: why this rule. */
  readonly because: string;
}

/** A person's yes to one version of rules or settings. `by` is an id, no name. */
export interface Approval {
  readonly by: string;
  readonly on: LocalDate;
}

/** The first matching rule wins. A change makes a new version; none is edited. */
export interface ChannelRuleTable {
  readonly version: number;
  readonly rules: readonly ChannelRule[];
  readonly approval?: Approval;
}

/** What is stored on the step: which rule, of which version, and why. */
export interface ChosenRule {
  readonly ruleId: string;
  readonly version: number;
  readonly because: string;
}
