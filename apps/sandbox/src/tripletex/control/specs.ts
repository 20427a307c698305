import type { Malformation } from '../../demo/plan.js';
import type { CompanyRights } from '../company.js';
import type { CustomerDetails, ReminderType } from '../rows.js';

/** A decimal with at most two decimals: `"12500.50"` or `12500.5`. */
export type AmountText = string | number;

export interface CompanySpec {
  readonly name?: string;
  readonly organizationNumber?: string;
  /** Linked to the accountant's key. Default true. */
  readonly isClient?: boolean;
}

export interface CustomerSpec extends Partial<Omit<CustomerDetails, 'postalAddress' | 'physicalAddress'>> {
  readonly address?: {
    readonly line1: string;
    readonly line2?: string;
    readonly postalCode: string;
    readonly city: string;
    /** ISO alpha-2. Default NO. */
    readonly country?: string;
  } | null;
}

export interface InvoiceSpec {
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
  readonly comment?: string;
  readonly isDraft?: boolean;
  /** A known malformation, or JSON values by field that replace the true ones. */
  readonly malformed?: Malformation | Readonly<Record<string, unknown>>;
}

export interface PaymentSpec {
  /** In the invoice's currency; negative takes back. */
  readonly amount: AmountText;
  /** In the company's currency, for a foreign invoice. Default: by the invoice's rate. */
  readonly amountNok?: AmountText;
  /** Default today. */
  readonly date?: string;
  /** Default the company's bank. */
  readonly paymentTypeId?: number;
}

export interface CreditSpec {
  /** Part to credit; the whole invoice when left out. */
  readonly amount?: AmountText;
  readonly date?: string;
}

export interface InvoiceChange {
  readonly dueDate?: string;
  /** A day, or null to lift the hold. */
  readonly postponeRemindersTo?: string | null;
  /** True: no list shows the row, though it is in the books. */
  readonly isHidden?: boolean;
}

export interface ReminderSpec {
  readonly type: ReminderType;
  readonly date?: string;
  readonly termOfPayment?: string;
  readonly charge?: AmountText;
  readonly interest?: AmountText;
}

export type RightsChange = Partial<CompanyRights>;

/** The books as they are, past every filter and right: what tests count against. Amounts are decimal texts. */
export interface LedgerView {
  readonly companyId: number;
  readonly revision: number;
  readonly receivables: string;
  readonly vouchers: readonly VoucherView[];
  readonly invoices: readonly InvoiceView[];
}

export interface VoucherView {
  readonly id: number;
  readonly number: number;
  readonly date: string;
  readonly kind: string;
  readonly description: string;
  readonly externalVoucherNumber: string;
  readonly reversedById: number | null;
  readonly postings: readonly PostingView[];
}

export interface PostingView {
  readonly id: number;
  readonly account: number;
  readonly amount: string;
  readonly amountCurrency: string;
  readonly currency: string;
  readonly customerId: number | null;
  /** The invoice that the line raises, pays or credits. */
  readonly invoiceId: number | null;
  readonly closeGroupId: number | null;
}

export interface InvoiceView {
  readonly id: number;
  readonly invoiceNumber: number;
  readonly voucherId: number | null;
  readonly amount: string;
  readonly outstanding: string;
  /** Vouchers of kind `payment` on this invoice that were not reversed: the truth behind "never twice". */
  readonly paymentVoucherIds: readonly number[];
}
