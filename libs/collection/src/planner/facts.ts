import type { ClaimId, Country, Currency, LocalDate } from '@app/domain';
import type { DebtorProfile } from '../channels/rule-table.js';
import type { ContactMade } from '../contact/contact-settings.js';
import type { DebtorCircumstances } from '../debtor/circumstances.js';
import type { Deferral } from '../deferrals/deferral.js';
import type { PlanFacts } from '../plans/plan.js';
import type { Channel, StepKind } from '../vocabulary.js';

/** Why a claim is collected apart from the debtor's others (LOV-2026-05-22-19 § 22). */
export type ApartReason =
  | 'debtor-asked'
  | 'identity-unclear'
  | 'other-enforcement-basis'
  | 'other-standing'
  | 'health-or-social-services';

export interface ClaimFacts {
  readonly claimId: ClaimId;
  /** Last day to pay in time, as invoiced. */
  readonly dueOn: LocalDate;
  /** All that is owed on it today: principal, interest, costs. Minor units; zero or less: settled. */
  readonly owedMinor: bigint;
  /** First day on which the claim is lapsed (foreldet, preskriberad) if nothing interrupts; absent: not known. */
  readonly lapsesOn?: LocalDate;
  /** The claim itself is held: vanished from the ledger, balance unexplained. Only new facts end it. */
  readonly held?: { readonly reason: string };
  readonly apart?: ApartReason;
}

/**
 * A letter or message that was a step, whoever sent it. Letters that the creditor sent before we took over are imported
 * and count, if a person has confirmed that they say what the law asks for.
 */
export interface SentStep {
  readonly kind: StepKind;
  readonly sentBy: 'creditor' | 'collector';
  readonly sentOn: LocalDate;
  readonly channel: Channel;
  /** Last day to pay (or object) that it gave; absent: none. */
  readonly deadlineOn?: LocalDate;
  /** Absent: all claims of the case. */
  readonly claimIds?: readonly ClaimId[];
  /** True for our own (a letter that lacks a field is not sent), and for the creditor's once a person has confirmed it. */
  readonly contentConfirmed: boolean;
  /** Says that legal action follows (inkassoloven § 10(4), § 11): no separate notice is needed then. */
  readonly announcesLegalAction: boolean;
  /** Came back, or bounced: it counts for nothing. */
  readonly undelivered: boolean;
}

/**
 * - `upheld`: the debtor was right; the claim is to be closed
 * - `partly-upheld`: the claim was corrected, and is demanded anew
 * - `rejected`: the claim stands, and remains disputed: only a court may go on with it
 * - `withdrawn`: the debtor took it back
 */
export type ObjectionOutcome = 'upheld' | 'partly-upheld' | 'rejected' | 'withdrawn';

export interface ObjectionFacts {
  readonly raisedOn: LocalDate;
  readonly outcome?: ObjectionOutcome;
  readonly outcomeOn?: LocalDate;
  /** Before an approved board (Finansklagenemnda, ARN): nothing moves until it has answered. */
  readonly beforeBoard?: boolean;
  /** Absent: all claims of the case. */
  readonly claimIds?: readonly ClaimId[];
}

/** Something makes it doubtful that the claim stands, or that this is the right person (LOV-2026-05-22-19 § 24). */
export interface DoubtFacts {
  readonly about: 'identity' | 'claim' | 'amount' | 'address';
  readonly sinceOn: LocalDate;
  /** The creditor was asked on this day and has not answered. */
  readonly askedOn?: LocalDate;
  readonly claimIds?: readonly ClaimId[];
}

/** The creditor, or a person at the collector, has stopped the case. Without `until` it ends by a person's hand. */
export interface PauseFacts {
  readonly fromOn: LocalDate;
  /** Last day of the pause. */
  readonly until?: LocalDate;
  readonly by: 'creditor' | 'collector';
  readonly claimIds?: readonly ClaimId[];
}

/** The debtor's bank had the order in time; the money comes later. The next step waits for it. */
export interface PaymentUnderWay {
  readonly orderedOn: LocalDate;
  /** Last day on which it is waited for. */
  readonly expectedBy: LocalDate;
  readonly claimIds?: readonly ClaimId[];
}

/** Somebody has told that the debtor paid the creditor directly, and the ledger does not show it yet. Only new facts end it. */
export interface PaidDirectly {
  readonly paidOn: LocalDate;
  readonly claimIds?: readonly ClaimId[];
}

/** A person's yes to one step of this case: the claim was weighed and found to stand. `by` is an id, no name. */
export interface StepApproval {
  readonly kind: StepKind;
  readonly on: LocalDate;
  readonly by: string;
  /** Absent: all claims of the case. */
  readonly claimIds?: readonly ClaimId[];
}

/** All that the planner knows of a case: the claims of one debtor with one creditor. A plain record; lists may be empty. */
export interface CaseFacts {
  readonly country: Country;
  readonly currency: Currency;
  readonly debtor: DebtorCircumstances;
  readonly profile: DebtorProfile;
  /** At most 1 000. */
  readonly claims: readonly ClaimFacts[];
  /** In any order; none sent after the day that is asked about. */
  readonly steps: readonly SentStep[];
  readonly objections: readonly ObjectionFacts[];
  readonly doubts: readonly DoubtFacts[];
  readonly deferrals: readonly Deferral[];
  readonly pauses: readonly PauseFacts[];
  readonly paymentsUnderWay: readonly PaymentUnderWay[];
  readonly paidDirectly: readonly PaidDirectly[];
  readonly approvals: readonly StepApproval[];
  /** Those of the last weeks suffice: as far back as the frequency caps look. */
  readonly contacts: readonly ContactMade[];
  /** The plan that was made last. */
  readonly plan?: PlanFacts;
}
