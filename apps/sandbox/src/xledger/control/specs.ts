import type { Malformation } from '../../demo/plan.js';
import type { CustomerDetails } from '../entity.js';
import type { RowType } from '../rows.js';

/** A decimal with at most two decimals: `"12500.50"` or `12500.5`. */
export type AmountText = string | number;

export interface XledgerCompanySpec {
  readonly name?: string;
  readonly organizationNumber?: string;
  /** Entity above it; null for a company outside the firm's tree. Default the accounting firm. */
  readonly parentId?: number | null;
}

export interface XledgerTokenSpec {
  /** Entity it is made in. Default the accounting firm. */
  readonly entityId?: number;
  /** `Customer:read`, `GLImportItem:write`, or `*` for all. Default all. */
  readonly scopes?: readonly string[];
  readonly madeIn?: 'production' | 'demo';
}

export type XledgerCustomerSpec = Partial<CustomerDetails>;

export interface XledgerInvoiceSpec {
  readonly customerId: number;
  /** Including VAT, in `currency`. */
  readonly amount: AmountText;
  /** Default 60 days ago. */
  readonly date?: string;
  /** Default 14 days after `date`. */
  readonly dueDate?: string;
  readonly currency?: string;
  readonly source?: 'SO' | 'AR' | 'OS';
  /** Default INVOICE; null as on some imported rows. */
  readonly type?: RowType;
  /** Default one made from customer and invoice number; null for none. */
  readonly kid?: string | null;
  readonly text?: string;
  /** A known malformation, or JSON values by field that replace the true ones. */
  readonly malformed?: Malformation | Readonly<Record<string, unknown>>;
}

export interface XledgerSettlingSpec {
  /** In the invoice's currency. A credit memo without it credits the whole. */
  readonly amount?: AmountText;
  readonly date?: string;
  /** Default true: matched with the invoice at once. */
  readonly isMatched?: boolean;
  readonly source?: 'OCR' | 'BA';
  /** Default true; false as on many payment rows, whose invoice number is null. */
  readonly namesInvoice?: boolean;
}

export interface XledgerRowChange {
  readonly dueDate?: string | null;
  readonly text?: string | null;
  readonly isHidden?: boolean;
}

/** The books as they are, past every filter, scope and fault. Amounts are decimal texts. */
export interface XledgerLedgerView {
  readonly companyId: number;
  /** Sum of account 1500, equal to the sum of all rows' amounts. */
  readonly receivables: string;
  readonly vouchers: readonly XledgerVoucherView[];
  readonly rows: readonly XledgerRowView[];
  readonly invoices: readonly XledgerInvoiceView[];
  readonly importRows: readonly XledgerImportView[];
}

export interface XledgerVoucherView {
  readonly id: number;
  readonly number: number;
  readonly date: string;
  readonly kind: string;
  readonly externalNumber: string;
  readonly reversedById: number | null;
  readonly postings: readonly {
    readonly account: number;
    readonly amount: string;
    readonly customerId: number | null;
  }[];
}

export interface XledgerRowView {
  readonly id: number;
  readonly voucherId: number;
  readonly customerId: number;
  readonly type: RowType;
  readonly source: string;
  readonly invoiceNumber: string | null;
  readonly extIdentifier: string | null;
  readonly trRegNumber: number;
  readonly currency: string;
  readonly amount: string;
  readonly remaining: string;
  readonly matchId: number;
}

export interface XledgerInvoiceView {
  readonly id: number;
  readonly invoiceNumber: string;
  readonly amount: string;
  /** As the API shows it: falls when something is matched. */
  readonly remaining: string;
  /** What the books say is still owed: open rows that name the invoice count, though nobody matched them. */
  readonly owed: string;
  /** Vouchers of payments on it that are in force, matched or not: what "never twice" is counted by. */
  readonly paymentVoucherIds: readonly number[];
}

export interface XledgerImportView {
  readonly id: number;
  readonly state: 'waiting' | 'posted';
  readonly trRegNumber: number | null;
  readonly extIdentifier: string | null;
  readonly invoiceNumber: string | null;
  readonly error: string | null;
}
