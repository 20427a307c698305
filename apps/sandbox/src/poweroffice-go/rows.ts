import type { LocalDate } from '@app/domain';
import type { Account, Posting, Voucher } from '../books/entries.js';
import type { DeliveryType, VoucherType } from './catalogue.js';
import type { Stamp } from './stamps.js';

export interface GlAccount extends Account {
  /** `Asset`, `Liability`, `Equity`, `Income` or `Expense`. */
  readonly type: string;
  isActive: boolean;
  /** Postings must carry the account's own VAT code. */
  isVatCodeLocked: boolean;
  isDepartmentRequired: boolean;
  isProjectRequired: boolean;
  changedAt: Stamp;
}

export interface VatCode {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly rate: number;
  isActive: boolean;
}

export interface Address {
  readonly id: number;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly zipCode: string | null;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  readonly changedAt: Stamp;
}

export interface ContactPerson {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string | null;
  readonly emailAddress: string | null;
  readonly phoneNumber: string | null;
  readonly isDefault: boolean;
  readonly createdAt: Stamp;
}

export interface CustomerDetails {
  readonly name: string;
  readonly organizationNumber: string | null;
  /** Null where nobody said. */
  readonly isPerson: boolean | null;
  readonly dateOfBirth: string | null;
  /** A number is on file; the API shows the text `hidden`. The sandbox keeps no such numbers. */
  readonly hasNationalId: boolean;
  readonly emailAddress: string | null;
  readonly invoiceEmailAddress: string | null;
  readonly paymentReminderEmailAddress: string | null;
  readonly phoneNumber: string | null;
  readonly mailAddress: Address | null;
  readonly isActive: boolean;
  readonly isArchived: boolean;
  readonly sendPaymentReminders: boolean;
  readonly transferToDebtCollectionAgency: boolean;
  readonly contactGroupIds?: readonly number[];
  readonly doNotAddLatePaymentFees: boolean;
  readonly doNotAddLatePaymentInterest: boolean;
  readonly invoiceDeliveryType: DeliveryType;
  readonly externalNumber: number | null;
}

export interface Customer {
  /** Contact id: neither the customer number nor the account to post on. */
  readonly id: number;
  readonly number: number;
  readonly subledgerAccountId: number;
  details: CustomerDetails;
  readonly contactPersons: ContactPerson[];
  readonly createdAt: Stamp;
  /** Does not move when the address or a contact person changes. */
  changedAt: Stamp;
}

/** A bookkeeping voucher as the API names it; the books hold its lines. */
export interface Document {
  /** `VoucherId`; of an invoice also its `Id`. */
  readonly uuid: string;
  readonly voucher: Voucher;
  readonly number: number;
  /** Until this instant answers show 0 as the number. */
  readonly numberedFromMs: number;
  readonly type: VoucherType;
  readonly byIntegration: boolean;
  readonly externalImportReference: string | null;
  readonly createdAt: Stamp;
  readonly visibleFromMs: number;
  /** The request's header and lines, for reading back; only for what the API made. */
  readonly sent?: SentVoucher;
}

export interface SentVoucher {
  readonly header: Readonly<Record<string, unknown>>;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly lineIds: readonly number[];
}

/** A line on the customer ledger (reskontro). Amounts in minor units, debit positive. */
export interface Entry {
  /** The posting's id. */
  readonly id: number;
  readonly posting: Posting;
  readonly document: Document;
  readonly customer: Customer;
  invoice: Invoice | undefined;
  readonly cid: string | null;
  readonly customMatchingReference: string | null;
  /** What is not matched yet, in the company's currency; the same in the line's own. */
  balanceMinor: number;
  balanceCurrencyMinor: number;
  readonly allocations: Set<Allocation>;
  matchId: number | null;
  readonly isWriteOff: boolean;
  readonly paidFromBankAccount: string | null;
  changedAt: Stamp;
}

/** A part of a debit matched with a part of a credit. Amounts are positive. */
export interface Allocation {
  readonly debit: Entry;
  readonly credit: Entry;
  readonly baseMinor: number;
  readonly debitCurrencyMinor: number;
  readonly creditCurrencyMinor: number;
  /** From this day on balances "as of" count it: the later of the two posting dates. */
  readonly on: LocalDate;
}

/** A sent invoice or credit note. Amounts in minor units; those of a credit note are negative. */
export interface Invoice {
  readonly document: Document;
  readonly entry: Entry;
  readonly number: number;
  readonly customer: Customer;
  readonly on: LocalDate;
  dueOn: LocalDate;
  readonly currency: string;
  readonly ratePer10k: number;
  readonly grossMinor: number;
  readonly netMinor: number;
  readonly grossBaseMinor: number;
  readonly netBaseMinor: number;
  readonly kid: string | null;
  readonly deliveryType: DeliveryType;
  /** On a credit note: the number of the invoice it credits. */
  readonly relatedInvoiceNo: number | null;
  readonly customerReference: string | null;
  readonly sentAt: Stamp;
  changedAt: Stamp;
  /** True: no list shows the row, though it is in the books. */
  isHidden: boolean;
  /** JSON values by field that replace the true ones. */
  readonly malformed: Readonly<Record<string, unknown>> | undefined;
}
