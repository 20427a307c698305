import type { JsonObject, LedgerDebtorId, LedgerItemId, LedgerPosting, LocalDate, Money } from '@app/domain';

export type WriteBackKey = string & { readonly __brand: 'WriteBackKey' };

/** Where money from the collector is booked: an account, a payment type. Chosen per company; the connector's own shape. */
export type WriteBackTarget = JsonObject;

export interface WriteBackTargetOption {
  readonly target: WriteBackTarget;
  /** As the accountant knows it: `Inkasso oppgjør (1579 Andre kortsiktige fordringer)`. */
  readonly label: string;
  /** The one to propose; at most one is. */
  readonly proposed: boolean;
  /** Why it is proposed, or what speaks against it. */
  readonly note?: string;
}

/** What a settlement brings the creditor beside the principal: late interest, and fees of the creditor's own. */
export const WRITE_BACK_LINE_KINDS = ['interest', 'fees'] as const;
export type WriteBackLineKind = (typeof WRITE_BACK_LINE_KINDS)[number];

/** An account of the general ledger for such money. Chosen per company; the connector's own shape. */
export type WriteBackAccount = JsonObject;

export interface WriteBackAccountOption {
  readonly account: WriteBackAccount;
  /** Number and name, as the accountant knows it: `8055 Renteinntekt, kundefordringer`. */
  readonly label: string;
  /** What to propose it for; each kind is proposed at most once. */
  readonly proposedFor: readonly WriteBackLineKind[];
}

/** Money of the creditor's that is booked in one posting with the payment, beside the customer. */
export interface WriteBackLine {
  readonly kind: WriteBackLineKind;
  /** Positive, in the books' currency. */
  readonly amount: Money;
  /** What is credited with it; the target is debited. The other way round where a posting is taken back. */
  readonly account: WriteBackAccount;
}

/** One settlement to be booked against one item, or an earlier posting of ours to be taken back. */
export interface WriteBackInstruction {
  /** Made and stored before the first call; the same key is never booked twice. */
  readonly key: WriteBackKey;
  readonly kind: 'payment' | 'reversal';
  readonly ledgerItemId: LedgerItemId;
  readonly ledgerDebtorId: LedgerDebtorId;
  readonly invoiceNumber: string;
  readonly invoicedOn: LocalDate;
  /** Positive, in the item's currency. */
  readonly amount: Money;
  /** The same money in the books' currency; equal to `amount` unless the item is in another currency. */
  readonly amountInBooks: Money;
  /** The day to book on. */
  readonly bookOn: LocalDate;
  /** For the accountant, without personal data: our case reference. */
  readonly text: string;
  readonly target: WriteBackTarget;
  /**
   * Only with the capability `write-back-lines`, and never without an amount on the item. The target gets `amountInBooks`
   * and all of them in one posting: no part of it is ever booked alone. With `reversal`: those of the posting to take back.
   */
  readonly lines?: readonly WriteBackLine[];
  /** With `reversal`: the posting to take back. */
  readonly reverses?: LedgerPosting;
}

/** What the ledger held just before a posting; stored before the call, and what `find` compares with. */
export type WriteBackBaseline = JsonObject;

export type FindResult =
  | { readonly outcome: 'posted'; readonly posting: LedgerPosting }
  | { readonly outcome: 'absent' }
  /** The ledger took it in but has not booked it yet: ask again later. */
  | { readonly outcome: 'being-confirmed' }
  /** More than one posting could be ours: a person decides. */
  | { readonly outcome: 'ambiguous'; readonly detail: string };

export type VerifyResult =
  | { readonly outcome: 'verified' }
  | { readonly outcome: 'being-confirmed' }
  /** Booked, but not matched with the invoice: a person at the creditor matches it. */
  | { readonly outcome: 'needs-matching'; readonly detail: string }
  /** Someone has taken the posting back in the ledger. */
  | { readonly outcome: 'reversed'; readonly detail: string };

export interface WriteBack {
  /**
   * After an unanswered call, the time in which it may still land. `find` counts as proof of absence only when it is
   * asked later than this, and twice.
   */
  readonly landsWithinMs: number;
  /** What the company offers as a target, for the account mapping. */
  targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]>;
  /** Accounts for interest and fees, of the company's own chart. Present exactly with `write-back-lines`. */
  lineAccounts?(signal?: AbortSignal): Promise<readonly WriteBackAccountOption[]>;
  /**
   * Reads what `find` will need and checks that the posting makes sense. Changes nothing in the ledger.
   * @throws RecordRefusedError item gone, credited, less outstanding than the amount, period closed, target or account
   * of a line missing
   */
  prepare(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<WriteBackBaseline>;
  /**
   * Posts once; never repeats by itself.
   * @throws RecordRefusedError   the ledger will not take it; a person decides
   * @throws RetryableLedgerError certainly not carried out: too fast, not signed in
   * @throws OutcomeUnknownError  sent, but no usable answer came: `find` first, then perhaps post again
   * @throws BookedLaterError     sent and taken in, to be booked by the ledger later: `find` tells when
   */
  post(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting>;
  /** The posting that belongs to the instruction, if the ledger has one. Asked before every attempt but the first. */
  find(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<FindResult>;
  /** Reads the ledger again: is the posting there, with this amount, on this item? */
  verify(
    instruction: WriteBackInstruction,
    posting: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult>;
}
