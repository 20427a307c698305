import type { Malformation } from '../../demo/plan.js';
import type { DeliveryType } from '../catalogue.js';
import type { Fee, ReceiptType } from '../payments.js';
import type { CustomerDetails } from '../rows.js';

/** A decimal with at most two decimals: `"12500.50"` or `12500.5`. */
export type AmountText = string | number;

export interface CompanySpec {
  readonly name?: string;
  readonly organizationNumber?: string;
  /** Has a client key already. Default true; false leaves it to the onboarding. */
  readonly isOnboarded?: boolean;
}

export interface CustomerSpec extends Partial<Omit<CustomerDetails, 'mailAddress'>> {
  readonly address?: {
    readonly line1: string;
    readonly line2?: string;
    readonly zipCode: string;
    readonly city: string;
    /** ISO alpha-2. Default NO. */
    readonly countryCode?: string;
  } | null;
  /** Adds a contact person of this name. */
  readonly contactPerson?: string;
}

export interface InvoiceSpec {
  /** Contact id. */
  readonly customerId: number;
  /** Including VAT, in `currency`. */
  readonly amount: AmountText;
  /** Invoice date; default 60 days ago. */
  readonly date?: string;
  /** Default 14 days after `date`. */
  readonly dueDate?: string;
  readonly currency?: string;
  readonly vatPercent?: 0 | 25;
  /** Default: one made from customer and invoice number. Empty for none. */
  readonly kid?: string;
  readonly deliveryType?: DeliveryType;
  readonly customerReference?: string;
  /** Reads show it only after this many milliseconds, though its stamps are of now: a late commit. */
  readonly visibleInMs?: number;
  /** A known malformation, or JSON values by field that replace the true ones. */
  readonly malformed?: Malformation | Readonly<Record<string, unknown>>;
}

export interface PaymentSpec {
  /** In the invoice's currency; negative takes back. */
  readonly amount: AmountText;
  /** Default today. */
  readonly date?: string;
  /** Default `IncomingOcrGiro`. */
  readonly voucherType?: ReceiptType;
  /** False: left open beside the invoice. Default true. */
  readonly isMatched?: boolean;
}

export interface CreditSpec {
  /** Part to credit; the whole invoice when left out. */
  readonly amount?: AmountText;
  readonly date?: string;
  /** False: left open beside the invoice. Default true. */
  readonly isMatched?: boolean;
}

export interface WriteOffSpec {
  /** Default all that is left. */
  readonly amount?: AmountText;
  readonly date?: string;
}

export interface FeeSpec {
  readonly amount: AmountText;
  readonly date?: string;
  /** Default `OutgoingPaymentReminder`. */
  readonly voucherType?: Fee['type'];
}

export interface InvoiceChange {
  readonly dueDate?: string;
  /** True: no list shows the row, though it is in the books. */
  readonly isHidden?: boolean;
}

export interface AccountChange {
  readonly isActive?: boolean;
  readonly isVatCodeLocked?: boolean;
  readonly isDepartmentRequired?: boolean;
  readonly isProjectRequired?: boolean;
}

export interface SettingsChange {
  readonly lockDate?: string;
  /** Whether equal `Cid` and opposite amounts match. */
  readonly usesKid?: boolean;
  /** Roles that the company's modules do not cover. */
  readonly invalidPrivileges?: readonly string[];
  readonly isActive?: boolean;
}

/** The books as they are, past every filter, right and fault: what tests count against. Amounts are decimal texts. */
export interface LedgerView {
  readonly companyId: number;
  readonly revision: number;
  readonly receivables: string;
  readonly vouchers: readonly VoucherView[];
  readonly invoices: readonly InvoiceView[];
}

export interface VoucherView {
  readonly id: string;
  readonly number: number;
  readonly date: string;
  readonly type: string;
  readonly description: string;
  readonly externalImportReference: string | null;
  readonly byIntegration: boolean;
  readonly isReversed: boolean;
  readonly postings: readonly PostingView[];
}

export interface PostingView {
  readonly id: number;
  readonly account: number;
  readonly amount: string;
  readonly amountCurrency: string;
  readonly currency: string;
  readonly customerId: number | null;
  /** What is not matched, of a line on a customer; else null. */
  readonly balance: string | null;
  readonly matchId: number | null;
}

export interface InvoiceView {
  readonly id: string;
  readonly invoiceNumber: number;
  readonly type: string;
  readonly amount: string;
  /** What is not matched, in the invoice's currency. */
  readonly outstanding: string;
  readonly isReversed: boolean;
  /**
   * Vouchers of kind payment that are matched with the invoice or name it, and were not reversed: the truth behind "never
   * twice", since a second posting on a paid invoice stays unmatched.
   */
  readonly paymentVoucherIds: readonly string[];
}
