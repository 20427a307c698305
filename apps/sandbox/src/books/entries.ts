import type { LocalDate } from '@app/domain';

/** What an account is for, as far as double entry asks. Postings on `customers` name a customer and can be matched. */
export type AccountRole = 'customers' | 'bank' | 'clearing' | 'general';

export interface Account {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly role: AccountRole;
}

/** Why a voucher was made; each vendor translates it to its own voucher types. */
export type VoucherKind = 'invoice' | 'credit-note' | 'payment' | 'manual' | 'reversal' | 'rounding';

export interface Voucher {
  readonly id: number;
  version: number;
  /** Number in its series and year. */
  readonly number: number;
  readonly on: LocalDate;
  readonly text: string;
  readonly kind: VoucherKind;
  readonly postings: readonly Posting[];
  /** The sender's own reference; empty when none. */
  readonly externalNumber: string;
  readonly madeAtMs: number;
  reversedBy: Voucher | undefined;
  reverses: Voucher | undefined;
}

/** One line of a voucher. Amounts are signed minor units: debit positive, credit negative. */
export interface Posting {
  readonly id: number;
  readonly voucher: Voucher;
  /** Line number within the voucher, from 1; 0 for lines the system made. */
  readonly row: number;
  readonly on: LocalDate;
  readonly text: string;
  readonly account: Account;
  /** In the company's currency. */
  readonly amountMinor: number;
  readonly currency: string;
  /** In `currency`; equals `amountMinor` when that is the company's. */
  readonly currencyMinor: number;
  readonly customerId: number | undefined;
  /** The document this line raises, pays or credits. */
  item: OpenItem | undefined;
  closing: Closing | undefined;
  /** The invoice's printed number as the line states it; empty when none. */
  readonly documentNumber: string;
  readonly dueOn: LocalDate | undefined;
  readonly paymentTypeId: number;
  /** The text of an amount that was sent with more decimals than the minor unit has. */
  readonly grossText: string | undefined;
}

/** A document on the customer ledger; what remains is always the sum of its postings. */
export interface OpenItem {
  readonly customerId: number;
  readonly currency: string;
  readonly postings: Posting[];
  /** In the document's currency, minor units. Negative when overpaid. */
  outstandingMinor: number;
  /** The same in the company's currency. */
  outstandingBaseMinor: number;
}

/** Customer postings matched against each other; they sum to zero. */
export interface Closing {
  readonly id: number;
  readonly on: LocalDate;
  readonly postings: readonly Posting[];
}

export interface PostingDraft {
  readonly account: Account;
  readonly amountMinor: number;
  /** Default: the company's currency and the same amount. */
  readonly currency?: string;
  readonly currencyMinor?: number;
  readonly customerId?: number | undefined;
  readonly item?: OpenItem | undefined;
  readonly text?: string;
  readonly row?: number;
  readonly on?: LocalDate;
  readonly documentNumber?: string;
  readonly dueOn?: LocalDate | undefined;
  readonly paymentTypeId?: number;
  readonly grossText?: string | undefined;
}

export interface VoucherDraft {
  readonly on: LocalDate;
  readonly text: string;
  readonly kind: VoucherKind;
  readonly postings: readonly PostingDraft[];
  readonly externalNumber?: string;
  /** Books it though the period is closed, where a ledger allows that. */
  readonly intoClosedPeriod?: boolean;
}
