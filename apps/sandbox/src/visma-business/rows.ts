import type { LocalDate } from '@app/domain';
import type { Posting, Voucher } from '../books/entries.js';
import type { CompanyBooks, MatchingMethod } from './company-books.js';

export interface AssociateDetails {
  readonly name: string;
  readonly shortName: string;
  /** Organisation number, or for a person eleven invented digits that are nobody's; empty for none. */
  readonly companyNo: string;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly postCode: string;
  readonly postalArea: string;
  /** ISO 3166 alpha-2; empty for none. */
  readonly country: string;
  readonly emailAddress: string;
  readonly phone: string;
  readonly mobilePhone: string;
  /** Overrides the company's; 0 leaves it to the company. */
  readonly matchingMethod: MatchingMethod;
}

/** A debtor's master data. */
export interface Associate {
  readonly associateNo: number;
  readonly customerNo: number;
  readonly company: CompanyBooks;
  details: AssociateDetails;
  /** What was ever posted on the customer. */
  readonly rows: LedgerRow[];
  readonly createdAtMs: number;
  changedAtMs: number;
}

/** A part of a credit row that settles a part of a debit row, in minor units of their currency. */
export interface Match {
  readonly debit: LedgerRow;
  readonly credit: LedgerRow;
  readonly minor: number;
  readonly on: LocalDate;
}

export type RowKind = 'invoice' | 'credit-note' | 'payment' | 'loss' | 'fee' | 'other';

/** A customer's transaction; while it is open it is an open entry too. */
export interface LedgerRow {
  readonly id: number;
  readonly company: CompanyBooks;
  readonly associate: Associate;
  readonly posting: Posting;
  readonly voucher: Voucher;
  readonly kind: RowKind;
  readonly journalNo: number;
  readonly auditNo: number;
  readonly voucherNo: number;
  readonly voucherType: number;
  readonly valueOn: LocalDate;
  dueOn: LocalDate | undefined;
  readonly invoiceNo: string;
  /** What payments are matched against: the invoice's number, or the voucher's. */
  readonly reference: string;
  readonly crossReference: string;
  /** KID or OCR. */
  readonly cid: string;
  readonly text: string;
  readonly externalReference1: string;
  readonly orderNo: number;
  /** Posted while the company's method produced open entries. */
  readonly hasOpenEntry: boolean;
  /** Signed minor units of the row's own currency; debit positive. */
  readonly amountMinor: number;
  outstandingMinor: number;
  readonly matches: Set<Match>;
  /** A late payment's interest was calculated, so that the entry need not wait for it. */
  isInterestDone: boolean;
  noReminders: 0 | 1 | 2 | 3;
  remindersSent: number;
  lastReminderOn: LocalDate | undefined;
  stopCollectionOn: LocalDate | undefined;
  debtCollectionCaseNo: number;
  debtCollectionStatus: string;
  paymentSuggested: 0 | 1;
  readonly createdAtMs: number;
  changedAtMs: number;
  /** JSON values that replace the true ones of the same column. */
  malformed: Readonly<Record<string, unknown>> | undefined;
  /** No list shows it, though it is in the books. */
  isHidden: boolean;
}

/** A line of a batch that is not yet updated. */
export interface VoucherLine {
  readonly batch: Batch;
  readonly lineNo: number;
  voucherNo: number;
  voucherDate: number;
  valueDate: number;
  voucherType: number;
  debitAccountType: number;
  debitAccountNo: number;
  creditAccountType: number;
  creditAccountNo: number;
  customerNo: number;
  amountMinor: number;
  currencyNo: number;
  currencyMinor: number;
  text: string;
  invoiceNo: string;
  dueDate: number;
  crossReference: string;
  externalReference1: string;
  /** Rows of `CrossReference` below the line. */
  readonly crossReferences: string[];
  readonly createdAtMs: number;
}

/** An unposted journal. */
export interface Batch {
  readonly batchNo: number;
  valueDate: number;
  voucherSeriesNo: number;
  description: string;
  /** 1 keeps it from being updated. */
  suspended: 0 | 1;
  readonly lines: VoucherLine[];
  readonly createdAtMs: number;
}

/** The frozen copy of an updated batch. */
export interface UpdatedBatch {
  readonly journalNo: number;
  readonly batch: Batch;
  readonly updatedAtMs: number;
}
