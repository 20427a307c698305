import type { Money } from '@app/domain';
import type { IssuedReference } from './issued.js';

/** Money of the payment that goes to one claim. */
export interface Allocation {
  readonly claim: string;
  readonly reference: string;
  readonly amount: Money;
}

/** Why a claim is offered to a person. */
export type ProposalReason =
  /** Several claims are named, and what each should get is not. */
  | 'shares-not-told'
  /** An invoice number stands in the free text, and the amount is not what is owed. */
  | 'invoice-number-in-text'
  /** Payer and amount fit, and nothing else was said. */
  | 'payer-and-amount'
  /** One reference or number fits more than one claim. */
  | 'more-than-one-fits';

/** Why nothing of ours was recognised. */
export type UnmatchedReason =
  | 'no-reference'
  /** No reference that was given is a valid one of any kind. */
  | 'check-digit-wrong'
  /** Money that left the account. */
  | 'not-incoming'
  /** It takes an earlier payment back: the earlier one is to be found, not a claim. */
  | 'reversal';

/** What a payment is for. Only `matched` and `several` may be booked without a person. */
export type MatchResult =
  | { readonly kind: 'matched'; readonly allocation: Allocation }
  | { readonly kind: 'several'; readonly allocations: readonly Allocation[] }
  | { readonly kind: 'too-much'; readonly allocations: readonly Allocation[]; readonly surplus: Money }
  | {
      readonly kind: 'proposal';
      readonly reason: ProposalReason;
      readonly candidates: readonly IssuedReference[];
    }
  | { readonly kind: 'closed-claim'; readonly claims: readonly IssuedReference[] }
  | { readonly kind: 'wrong-currency'; readonly claims: readonly IssuedReference[] }
  /** A valid reference that we have not issued. */
  | { readonly kind: 'foreign-reference'; readonly references: readonly string[] }
  | { readonly kind: 'unmatched'; readonly reason: UnmatchedReason };

/** One look that was taken, and what came of it. Texts of the payer are not repeated: the transaction has them. */
export interface MatchStep {
  readonly looked:
    'direction' | 'references' | 'free-text-references' | 'invoice-numbers' | 'payer-and-amount' | 'amounts';
  /** How many readings were tried, and how many claims they found. */
  readonly tried: number;
  readonly found: number;
}

export interface Match {
  readonly result: MatchResult;
  /** In the order they were taken: why it is this result. */
  readonly steps: readonly MatchStep[];
}
