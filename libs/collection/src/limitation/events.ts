import type { LocalDate } from '@app/domain';

/** What happened to a claim that might interrupt limitation. Whether it does is the country's law's answer. */
export type LimitationEvent =
  /** The debtor acknowledges: expressly, by a promise to pay, or by how he acts. */
  | { readonly kind: 'acknowledged'; readonly on: LocalDate }
  | { readonly kind: 'interest-paid'; readonly on: LocalDate }
  /** A part of the principal was paid. */
  | { readonly kind: 'principal-part-paid'; readonly on: LocalDate }
  /** A written demand or reminder; `receivedOn` only when it can be proved that and when it reached the debtor. */
  | { readonly kind: 'letter'; readonly on: LocalDate; readonly receivedOn?: LocalDate }
  | { readonly kind: 'call'; readonly on: LocalDate }
  | LegalStepOpened
  | LegalStepClosed
  /** The authority paid out of a wage attachment, or the creditor told it that the claim still stands. */
  | { readonly kind: 'attachment-confirmed'; readonly on: LocalDate }
  /** The debtor agreed, after the claim arose, that it may lapse later. */
  | { readonly kind: 'extension-agreed'; readonly on: LocalDate; readonly until: LocalDate }
  /** The creditor lacked knowledge of claim or debtor until that day. */
  | { readonly kind: 'creditor-informed'; readonly on: LocalDate };

export type LegalStep =
  | 'conciliation'
  | 'writ'
  | 'payment-order'
  | 'complaint-board'
  | 'enforcement'
  | 'wage-attachment'
  | 'bankruptcy-claim'
  | 'debt-settlement';

/** The claim is brought before court, board or enforcement. Nothing lapses until it is closed (Norway). */
export interface LegalStepOpened {
  readonly kind: 'legal-step-opened';
  readonly on: LocalDate;
  readonly step: LegalStep;
}

/**
 * How it ended.
 * - `established`: judgment, settlement in court, decision; enforcement without full cover; recognised in the estate
 * - `decided-not-established`: a decision that does not bind on the claim
 * - `without-decision`: dismissed, withdrawn, refused, not recognised
 */
export interface LegalStepClosed {
  readonly kind: 'legal-step-closed';
  readonly on: LocalDate;
  readonly outcome: 'established' | 'decided-not-established' | 'without-decision';
  /** Sweden: the debtor was served or otherwise told of the creditor's application. */
  readonly debtorInformed: boolean;
}

/** One event and what it did, for the case file. */
export interface LimitationStep {
  readonly event: LimitationEvent;
  readonly effect: 'new-period' | 'suspended' | 'resumed' | 'extended' | 'none' | 'too-late';
  /** Last day of the period after this event; absent while suspended. */
  readonly lastDayOn?: LocalDate;
  readonly source: string;
}

/** When a claim lapses, and how that came about. A pause of collection changes nothing in it. */
export interface Limitation {
  readonly state: 'running' | 'suspended' | 'lapsed';
  /** Last day on which limitation can still be interrupted; absent while a legal step suspends it. */
  readonly lastDayOn?: LocalDate;
  /** First day on which the creditor has lost the right to be paid. */
  readonly lapsesOn?: LocalDate;
  /** From this day a person is warned. */
  readonly warnOn?: LocalDate;
  /** The first period: its beginning, its years, and why so many. */
  readonly startsOn: LocalDate;
  readonly years: number;
  readonly source: string;
  readonly steps: readonly LimitationStep[];
}

export function inOrder(events: readonly LimitationEvent[]): readonly LimitationEvent[] {
  return [...events].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
