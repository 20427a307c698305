import type { Debtor } from './debtor.js';
import type { LedgerDebtorId, LedgerItemId, LedgerPostingId, LedgerVoucherId } from './ids.js';
import type { LocalDate } from './local-date.js';
import type { Money } from './money.js';

export type OpenItemKind = 'invoice' | 'credit-note';

/** Why the ledger itself says that an item must not be collected now. */
export type LedgerHoldReason =
  /** The creditor has postponed reminders and collection until `until`. */
  | 'postponed'
  /** The invoice is already with some collector, by the ledger's own record. */
  | 'already-in-collection'
  /** The ledger calls the invoice credited, though something remains on it. */
  | 'credited';

export interface LedgerHold {
  readonly reason: LedgerHoldReason;
  /** First day on which the hold no longer applies; absent when only a person can end it. */
  readonly until?: LocalDate;
  /** The ledger's own words or reference, for a person to read. */
  readonly detail?: string;
}

/** A letter that the creditor's ledger has sent about the item; it counts in the collection process. */
export interface CreditorNotice {
  readonly kind: 'soft-reminder' | 'reminder' | 'collection-notice' | 'collection';
  readonly sentOn: LocalDate;
  readonly payBy?: LocalDate;
  /** Fee charged by the creditor, in the item's currency; not part of `outstanding`. */
  readonly fee?: Money;
}

/**
 * What moved the item's balance, one ledger posting each.
 * - `payment`: money that reached the creditor, booked by someone other than us, or by us (`recognise` tells)
 * - `credit`: a credit note
 * - `write-off`: the creditor gave the claim up
 * - `reversal`: an earlier movement taken back; its amount raises the balance
 */
export type LedgerMovementKind = 'payment' | 'credit' | 'write-off' | 'reversal';

export interface LedgerMovement {
  /** Stable in the ledger: the same movement read twice has the same id. */
  readonly postingId: LedgerPostingId;
  readonly voucherId?: LedgerVoucherId;
  readonly kind: LedgerMovementKind;
  readonly bookedOn: LocalDate;
  /** Signed change of the outstanding amount: negative reduces what is owed. Item's currency. */
  readonly change: Money;
  /** The movement this one takes back, where the ledger tells. */
  readonly reverses?: LedgerPostingId;
  /** Our own key, where the ledger carries it: the movement is then an echo of a write-back. */
  readonly writeBackKey?: string;
}

/**
 * A ledger entry with (or lately with) something remaining, as read from the ledger.
 * `original + sum(movements.change) = outstanding` where the ledger tells every movement; the hub checks it.
 */
export interface OpenItem {
  readonly ledgerItemId: LedgerItemId;
  readonly kind: OpenItemKind;
  readonly invoiceNumber: string;
  readonly invoicedOn: LocalDate;
  readonly dueOn: LocalDate;
  /** Gross amount when invoiced, in the invoice's currency. */
  readonly original: Money;
  /** Left to pay without the creditor's reminder fees; negative when overpaid. Same currency. */
  readonly outstanding: Money;
  /** KID or OCR as the ledger holds it, unchecked; absent when the ledger has none. */
  readonly paymentReference?: string;
  readonly ledgerDebtorId: LedgerDebtorId;
  readonly debtor: Debtor;
  readonly holds: readonly LedgerHold[];
  readonly notices: readonly CreditorNotice[];
  readonly movements: readonly LedgerMovement[];
  /** The voucher that carries the invoice itself; status channels want it. */
  readonly voucherId?: LedgerVoucherId;
}
