import type { Malformation } from '../../demo/plan.js';
import type { AmountText } from '../../tripletex/control/specs.js';
import type { AccountingMethod, CustomerDetails, InvoiceType, SideEffect } from '../rows.js';

export interface FortnoxCompanySpec {
  readonly name?: string;
  /** Ten digits, with a hyphen as Fortnox shows them. */
  readonly organizationNumber?: string;
  /** Default ACCRUAL; CASH is kontantmetoden. */
  readonly method?: AccountingMethod;
  /** Default 1001. */
  readonly firstDocumentNumber?: number;
}

export interface FortnoxCustomerSpec extends Partial<CustomerDetails> {
  /** Default the next number; letters, digits and `- + / _` are possible. */
  readonly number?: string;
}

export interface FortnoxInvoiceSpec {
  readonly customerNumber: string;
  /** Including VAT, in `currency`. */
  readonly amount: AmountText;
  /** Invoice date; default 60 days ago. */
  readonly date?: string;
  /** Default 30 days after `date`. */
  readonly dueDate?: string;
  readonly currency?: string;
  readonly vatPercent?: 0 | 25;
  /** Default: one made from the document number. Empty for none. */
  readonly ocr?: string;
  readonly remarks?: string;
  readonly type?: InvoiceType;
  /** The tax agency's part of a ROT, RUT or green invoice. */
  readonly taxReduction?: { readonly type: 'rot' | 'rut' | 'green'; readonly amount: AmountText };
  /** Default true, except in a company with the cash method. */
  readonly isBooked?: boolean;
  /** Default true. */
  readonly isSent?: boolean;
  readonly isNotCompleted?: boolean;
  readonly isNoxFinans?: boolean;
  /** A known malformation, or JSON values by field that replace the true ones. */
  readonly malformed?: Malformation | Readonly<Record<string, unknown>>;
}

export interface FortnoxInvoiceChange {
  readonly dueDate?: string;
  readonly isSent?: boolean;
  readonly isNoxFinans?: boolean;
  readonly isCarriedOver?: boolean;
  /** True: no list shows the row, though it is in the books. */
  readonly isHidden?: boolean;
}

export interface FortnoxPaymentSpec {
  /** In the invoice's currency; negative takes back. */
  readonly amount: AmountText;
  /** In SEK, for a foreign invoice. Default: by the invoice's rate. */
  readonly amountSek?: AmountText;
  /** Default today. */
  readonly date?: string;
  /** Default BG. */
  readonly mode?: string;
  /** Default manual; `file` is a bank's file. */
  readonly source?: 'manual' | 'file' | 'autogiro' | 'finance' | 'direct';
  /** Default true; a bank's file that nobody has confirmed is false. */
  readonly isBooked?: boolean;
  /** Written off to 6351 together with the payment, in the invoice's currency. */
  readonly writeOff?: AmountText;
}

export interface FortnoxCreditSpec {
  /** Part to credit; the whole invoice when left out. */
  readonly amount?: AmountText;
  readonly date?: string;
  /** Netted against the original. Default true. */
  readonly isSettled?: boolean;
}

export interface FortnoxCompanyChange {
  /** Bookings on this day and before are refused; null unlocks. */
  readonly lockedUntil?: string | null;
  /** Whether new invoices take payments of the next financial year. */
  readonly carriesOver?: boolean;
  /** Scope that the company has no licence for, or has again. */
  readonly withoutLicence?: string;
  readonly withLicence?: string;
  readonly inactiveAccount?: number;
  readonly activeAccount?: number;
}

/** The books as they are, past every filter, scope and fault: what tests count against. Amounts are decimal texts. */
export interface FortnoxLedgerView {
  readonly tenantId: number;
  readonly receivables: string;
  readonly vouchers: readonly FortnoxVoucherView[];
  readonly invoices: readonly FortnoxInvoiceView[];
  readonly payments: readonly FortnoxPaymentView[];
  /** Calls that sent mail or marked something as sent. A reader's must stay empty. */
  readonly sideEffects: readonly SideEffect[];
}

export interface FortnoxVoucherView {
  readonly id: number;
  readonly series: string;
  readonly number: number;
  readonly date: string;
  readonly kind: string;
  readonly description: string;
  readonly reversedById: number | null;
  readonly postings: readonly {
    readonly account: number;
    readonly amount: string;
    readonly amountCurrency: string;
    readonly currency: string;
    readonly documentNumber: string;
  }[];
}

export interface FortnoxInvoiceView {
  readonly documentNumber: string;
  readonly voucherId: number | null;
  readonly amount: string;
  /** What is left by the books, whatever `Balance` shows. */
  readonly outstanding: string;
  readonly isSent: boolean;
  readonly reminders: number;
  /** Booked payments on it that stand: the truth behind "never twice". Netted credits are not among them. */
  readonly paymentNumbers: readonly string[];
  /** Created and not booked. */
  readonly draftPaymentNumbers: readonly string[];
}

export interface FortnoxPaymentView {
  readonly number: string;
  readonly documentNumber: string;
  readonly amount: string;
  readonly date: string;
  readonly mode: string;
  readonly source: string;
  readonly voucherId: number | null;
}
