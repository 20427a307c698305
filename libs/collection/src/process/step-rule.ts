import type { Channel, StepKind } from '../vocabulary.js';

/** What must have been before a step may be taken. The planner holds the step, or takes the missing one first. */
export type Precondition =
  /** Overdue: today lies after the due day. */
  | 'overdue'
  /** The statutory notice was given, with the time the law asks for, and its deadline is missed. */
  | 'notice-deadline-missed'
  /** The demand was given, with the time the law asks for, and its deadline is missed. */
  | 'demand-deadline-missed'
  /** The demand is not older than the regime allows; else a new one comes first. */
  | 'demand-recent'
  /** The debtor was told that legal action follows, and the time given for it is over. */
  | 'legal-action-announced'
  /** The statutory deadlines of all the debtor's joined claims are missed. */
  | 'joined-deadlines-missed'
  /** A person has weighed that the claim stands. */
  | 'claim-weighed';

/** What a step may charge the debtor. How much, and whether all conditions are met, is worked out from the fee tables. */
export type StepFee =
  /** Share of the inkassosats for a reminder or notice; 60 SEK for an agreed written reminder. */
  | 'letter-fee'
  /** The collector's fee, light rate. */
  | 'light-fee'
  /** 180 SEK for an inkassokrav. */
  | 'demand-fee'
  /** Public fees of court or enforcement authority, and the capped cost of the application. */
  | 'court-fee';

export interface StepRule {
  readonly kind: StepKind;
  /** The word a debtor reads for it, in the country's language. */
  readonly localName: string;
  /** It changes the debtor's position in law, or brings costs: only with a rule that a person has approved. */
  readonly legalEffect: boolean;
  /** The law asks for it before what follows; it cannot be left out. */
  readonly statutory: boolean;
  /** Only a licensed collector may send it with effect. */
  readonly collectorOnly: boolean;
  /** Each claim gets a letter of its own; else one letter may tell of several. */
  readonly onePerClaim: boolean;
  readonly preconditions: readonly Precondition[];
  /** Whole days to pay at least, counted from the day of sending, which is not counted itself; 0: none is asked for. */
  readonly deadlineDaysMin: number;
  /** Added for the post when it goes as a letter. */
  readonly postDays?: number;
  /** At least so many bank days between the day it is presumed received and the last day to pay. */
  readonly bankDaysAfterReceipt?: number;
  /** Counts for later steps for so many months from sending; absent: no end. */
  readonly validMonths?: number;
  /** Channels that need nothing more. */
  readonly channels: readonly Channel[];
  /** Channels that may carry it with the debtor's express consent only, and with proof that it arrived. */
  readonly channelsWithConsent: readonly Channel[];
  /** Proof of sending is kept: a statutory letter is written and provable. */
  readonly provable: boolean;
  readonly fee?: { readonly kind: StepFee; readonly earliestDaysAfterDue: number };
  /** Statute and paragraph, or `our choice` for what no law asks. */
  readonly sources: readonly string[];
}
