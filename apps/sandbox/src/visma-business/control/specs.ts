import type { Malformation } from '../../demo/plan.js';
import type { DomesticCurrency } from '../catalogue.js';
import type { MatchingMethod } from '../company-books.js';
import type { Access } from '../oauth/principals.js';
import type { AssociateDetails } from '../rows.js';

/** A decimal with at most two decimals: `"12500.50"` or `12500.5`. */
export type AmountText = string | number;

export interface VismaCompanySpec {
  readonly name?: string;
  readonly organizationNumber?: string;
  /** Default NOK. */
  readonly currency?: DomesticCurrency;
  /** Default 4, given references. */
  readonly matchingMethod?: MatchingMethod;
  /** Late payments wait as open entries until their interest is calculated. Default false. */
  readonly calculatesInterest?: boolean;
  /** A Visma.net customer of its own above it, to which nobody has access. Default the accounting firm. */
  readonly isOutsideFirm?: boolean;
}

export interface VismaCompanyChange {
  readonly matchingMethod?: MatchingMethod;
  readonly calculatesInterest?: boolean;
}

export interface VismaPersonSpec {
  readonly name?: string;
  readonly email?: string;
  /** Access groups by company. Default none. */
  readonly access?: Readonly<Record<string, Access>>;
}

export type VismaCustomerSpec = Partial<AssociateDetails>;

export interface VismaInvoiceSpec {
  readonly customerNo: number;
  /** Including VAT, in `currency`. */
  readonly amount: AmountText;
  /** Default 60 days ago. */
  readonly date?: string;
  /** Default 14 days after `date`. */
  readonly dueDate?: string;
  /** Default the company's own. */
  readonly currency?: string;
  /** Default one made from customer and voucher number; null for none. */
  readonly kid?: string | null;
  /** Default the voucher's number. */
  readonly invoiceNo?: string;
  readonly text?: string;
  /** Not touched since rows have timestamps: they are null. */
  readonly isOld?: boolean;
  /** A known malformation, or JSON values by column that replace the true ones. */
  readonly malformed?: Malformation | Readonly<Record<string, unknown>>;
}

export interface VismaSettlingSpec {
  /** In the invoice's currency. A credit note without it credits the whole. */
  readonly amount?: AmountText;
  readonly date?: string;
  /** Default true: matched with the invoice at once. */
  readonly isMatched?: boolean;
  /** Default true; false for money whose reference nobody wrote. */
  readonly namesInvoice?: boolean;
}

export interface VismaRowChange {
  readonly dueDate?: string | null;
  /** 1 no reminders, 2 no debt collection, 3 sent to debt collection. */
  readonly noReminders?: 0 | 1 | 2 | 3;
  readonly stopCollectionDate?: string | null;
  readonly debtCollectionCaseNo?: number;
  readonly debtCollectionStatus?: string;
  readonly paymentSuggested?: 0 | 1;
  readonly isHidden?: boolean;
}

/** The books as they are, past every filter, access group and fault. Amounts are decimal texts. */
export interface VismaLedgerView {
  readonly companyId: number;
  /** Sum of the customers' account, equal to the sum of all rows' amounts. */
  readonly receivables: string;
  readonly vouchers: readonly VismaVoucherView[];
  readonly rows: readonly VismaRowView[];
  readonly invoices: readonly VismaInvoiceView[];
  /** Batches that wait for their update. */
  readonly batches: readonly VismaBatchView[];
  readonly updatedBatches: readonly (VismaBatchView & { readonly voucherJournalNo: number })[];
}

export interface VismaVoucherView {
  readonly id: number;
  readonly date: string;
  readonly kind: string;
  /** `externalReference1` of its first line. */
  readonly externalNumber: string;
  readonly reversedById: number | null;
  readonly postings: readonly {
    readonly account: number;
    readonly amount: string;
    readonly customerNo: number | null;
  }[];
}

export interface VismaRowView {
  readonly id: number;
  readonly voucherJournalNo: number;
  readonly auditNo: number;
  readonly voucherId: number;
  readonly customerNo: number;
  readonly kind: string;
  readonly invoiceNo: string;
  readonly crossReference: string;
  readonly externalReference1: string;
  readonly currency: string;
  readonly amount: string;
  readonly outstanding: string;
  readonly isOpenEntry: boolean;
}

export interface VismaInvoiceView {
  readonly id: number;
  readonly voucherJournalNo: number;
  readonly auditNo: number;
  readonly invoiceNo: string;
  readonly amount: string;
  /** As the API shows it: falls when something is matched. */
  readonly outstanding: string;
  /** What the books say is still owed: open rows that name the invoice count, though nobody matched them. */
  readonly owed: string;
  /** Vouchers of payments on it that are in force, matched or not: what "never twice" is counted by. */
  readonly paymentVoucherIds: readonly number[];
}

export interface VismaBatchView {
  readonly batchNo: number;
  readonly description: string;
  readonly lines: readonly {
    readonly voucherNo: number;
    readonly amount: string;
    readonly customerNo: number;
    readonly crossReference: string;
    readonly externalReference1: string;
  }[];
}
