import type { LocalDate } from '@app/domain';
import type { Account, OpenItem, Voucher } from '../books/entries.js';

/** Rows of one Fortnox company, as the simulator holds them; `wire/` says how they are written. */
export interface Currency {
  readonly code: string;
  readonly description: string;
  /** The rate is quoted per this many units. */
  readonly unit: number;
  /** Company currency (SEK) per 10 000 units: 113 000 for EUR at 11.30. */
  readonly ratePer10k: number;
}

export interface LedgerAccount extends Account {
  isActive: boolean;
}

export interface ModeOfPayment {
  readonly code: string;
  description: string;
  accountNumber: number;
}

export interface CustomerDetails {
  readonly name: string;
  /** Organisation number or personal identity number, in whatever form a person typed. */
  readonly organisationNumber: string;
  readonly type: 'PRIVATE' | 'COMPANY';
  readonly isActive: boolean;
  readonly email: string;
  readonly emailInvoice: string;
  readonly phone1: string;
  readonly phone2: string;
  readonly address1: string;
  readonly address2: string;
  readonly zipCode: string;
  readonly city: string;
  /** The country's Swedish name, as cards show it. */
  readonly country: string;
  /** ISO alpha-2; null on cards on which nobody set it. */
  readonly countryCode: string | null;
  readonly currency: string;
  readonly yourReference: string;
}

export interface Customer {
  readonly id: number;
  readonly number: string;
  details: CustomerDetails;
  changedAtMs: number;
}

export type InvoiceType =
  'INVOICE' | 'AGREEMENTINVOICE' | 'INTRESTINVOICE' | 'SUMMARYINVOICE' | 'CASHINVOICE';
export type AccountingMethod = 'ACCRUAL' | 'CASH';

/** Swedish household tax deduction: the tax agency pays this part of the invoice. */
export interface TaxReduction {
  readonly type: 'rot' | 'rut' | 'green';
  readonly reductionMinor: number;
}

/** What can be changed or copied on an invoice without booking anything. */
export interface InvoiceTexts {
  remarks: string;
  comments: string;
  ourReference: string;
  yourReference: string;
  yourOrderNumber: string;
  externalReference1: string;
  externalReference2: string;
}

export interface Invoice {
  readonly id: number;
  /** The document number: a text of digits, unique in the company. Credit notes share the series. */
  readonly number: string;
  readonly customer: Customer;
  /** The card as it was when the invoice was made. */
  readonly addressee: CustomerDetails;
  readonly on: LocalDate;
  dueOn: LocalDate;
  readonly currency: Currency;
  /** Including VAT, in the invoice's currency and in the company's. Negative on credit notes. */
  readonly grossMinor: number;
  readonly grossBaseMinor: number;
  readonly netMinor: number;
  readonly netBaseMinor: number;
  readonly ocr: string;
  readonly type: InvoiceType;
  readonly method: AccountingMethod;
  readonly taxReduction: TaxReduction | undefined;
  readonly description: string;
  readonly texts: InvoiceTexts;
  readonly labelIds: number[];
  /** The line on the customer ledger. Exists from the start, empty until the invoice or a payment is booked. */
  readonly item: OpenItem;
  /** Set when booked. */
  voucher: Voucher | undefined;
  /** Kontantmetoden: what was received while nothing stood in the books, in the invoice's currency. */
  receivedMinor: number;
  /** Credit note: the original. */
  readonly credits: Invoice | undefined;
  /** Original: its newest credit note. */
  creditedBy: Invoice | undefined;
  isCancelled: boolean;
  isNotCompleted: boolean;
  isSent: boolean;
  isNoxFinans: boolean;
  /** "Årsomförd": payments of the next financial year are taken. */
  isCarriedOver: boolean;
  reminders: number;
  remindedOn: LocalDate | null;
  finalPaidOn: LocalDate | null;
  changedAtMs: number;
  /** Hidden rows are in the books, but no list shows them: the sandbox's way to let a row vanish and return. */
  isHidden: boolean;
  /** JSON values that replace the true ones on the wire. */
  readonly malformed: Readonly<Record<string, unknown>> | undefined;
}

/** `manual` a person, `direct` the API, `file` the bank's file; the vendor's set is open and grows. */
export type PaymentSource = 'manual' | 'direct' | 'file' | 'finance' | 'autogiro' | 'settle';

export interface WriteOff {
  readonly accountNumber: number;
  readonly amountMinor: number;
  readonly description: string;
  readonly transactionInformation: string;
}

export interface InvoicePayment {
  readonly number: string;
  readonly invoice: Invoice;
  /** In the company's currency. */
  baseMinor: number;
  /** In the invoice's currency: this is what lowers the invoice. */
  currencyMinor: number;
  on: LocalDate;
  mode: string;
  accountNumber: number;
  writeOffs: readonly WriteOff[];
  readonly source: PaymentSource;
  voucher: Voucher | undefined;
  changedAtMs: number;
  isHidden: boolean;
}

export interface FinancialYear {
  readonly id: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface Label {
  readonly id: number;
  readonly description: string;
}

/** A call that did more than read or book: mail that went out, an invoice marked as sent. */
export interface SideEffect {
  /** `METHOD template` of the vendor's operation. */
  readonly operation: string;
  readonly documentNumber: string;
  readonly at: string;
}
