import type { LocalDate } from '@app/domain';
import type { Account, OpenItem, Posting, Voucher } from '../books/entries.js';

/** Rows of one Tripletex company, as the simulator holds them; `wire/` says how they are written. */
export interface Currency {
  readonly id: number;
  readonly code: string;
  readonly description: string;
  /** The rate is quoted per this many units. */
  readonly factor: number;
  /** Company currency (NOK) per 10 000 units: 115 000 for EUR at 11.50. */
  readonly ratePer10k: number;
}

export interface Country {
  readonly id: number;
  readonly name: string;
  readonly alpha2: string;
  readonly alpha3: string;
  readonly numeric: string;
}

export interface Address {
  readonly id: number;
  readonly line1: string;
  readonly line2: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: Country;
}

export interface Customer {
  readonly id: number;
  version: number;
  readonly createdAtMs: number;
  changedAtMs: number;
  readonly number: number;
  readonly currency: Currency;
  readonly ledgerAccount: LedgerAccount;
  details: CustomerDetails;
}

export interface CustomerCategory {
  readonly id: number;
  readonly name: string;
}

export interface CustomerDetails {
  readonly name: string;
  readonly organizationNumber: string;
  readonly isPrivateIndividual: boolean;
  readonly isInactive: boolean;
  readonly isFactoring: boolean;
  /** At most three. */
  readonly categories?: readonly CustomerCategory[];
  readonly email: string;
  readonly invoiceEmail: string;
  readonly overdueNoticeEmail: string;
  readonly phoneNumber: string;
  readonly phoneNumberMobile: string;
  readonly language: 'NO' | 'EN';
  readonly invoiceSendMethod: string;
  readonly postalAddress: Address | null;
  readonly physicalAddress: Address | null;
  readonly isAutomaticReminderEnabled: boolean;
}

export interface LedgerAccount extends Account {
  /** Bank account of the chart's invoice account; empty elsewhere. */
  readonly bankAccountNumber: string;
  readonly isInvoiceAccount: boolean;
}

export interface PaymentType {
  readonly id: number;
  readonly description: string;
  readonly debitAccount: LedgerAccount;
  readonly sequence: number;
}

export type ReminderType = 'SOFT_REMINDER' | 'REMINDER' | 'NOTICE_OF_DEBT_COLLECTION' | 'DEBT_COLLECTION';

export interface Reminder {
  readonly id: number;
  readonly invoice: Invoice;
  readonly type: ReminderType;
  readonly on: LocalDate;
  readonly termOfPayment: LocalDate;
  /** In the invoice's currency, minor units. */
  readonly chargeMinor: number;
  /** Charges of all reminders up to this one. */
  readonly totalChargeMinor: number;
  readonly interestMinor: number;
}

export interface InvoiceRemark {
  readonly id: number;
  readonly description: string;
  readonly postponeRemindersTo: LocalDate | null;
}

export interface Invoice {
  readonly id: number;
  version: number;
  readonly createdAtMs: number;
  /** 0 on a draft. Credit notes share the series. */
  readonly number: number;
  readonly on: LocalDate;
  dueOn: LocalDate;
  readonly customer: Customer;
  readonly kid: string;
  readonly comment: string;
  readonly currency: Currency;
  /** Including VAT, in the invoice's currency and in the company's. Negative on credit notes. */
  readonly grossMinor: number;
  readonly grossBaseMinor: number;
  readonly netMinor: number;
  readonly netBaseMinor: number;
  /** Undefined on a draft. */
  readonly charged: ChargedInvoice | undefined;
  /** Credit note: the original, when it was credited as a whole. */
  readonly credits: Invoice | undefined;
  /** Original: its full credit note. */
  creditedBy: Invoice | undefined;
  readonly reminders: Reminder[];
  remark: InvoiceRemark | null;
  /** Hidden rows are in the books, but no list shows them: the sandbox's way to let a row vanish and return. */
  isHidden: boolean;
  /** JSON values that replace the true ones on the wire. */
  readonly malformed: Readonly<Record<string, unknown>> | undefined;
}

export interface ChargedInvoice {
  readonly voucher: Voucher;
  /** The line on the customer ledger that this invoice or credit note itself made. */
  readonly posting: Posting;
  /** The document the line counts towards: an original's own, a credit note's original's. */
  readonly item: OpenItem;
  /** A credit note that was booked on another document shows nothing outstanding itself. */
  readonly isAppliedElsewhere: boolean;
}

export type VoucherStatusRow = Readonly<{
  id: number;
  voucher: Voucher;
  status: string;
  message: string;
  referenceNumber: string;
  externalObjectUrl: string;
  comment: string;
  atMs: number;
}>;

/** A voucher sent with `sendToLedger=false`: it waits for the accountant and is in no ledger. */
export interface ParkedVoucher {
  readonly id: number;
  readonly tempNumber: number;
  readonly on: LocalDate;
  readonly text: string;
  readonly externalNumber: string;
}
