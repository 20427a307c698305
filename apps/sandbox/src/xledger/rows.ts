import type { LocalDate } from '@app/domain';
import type { Posting, Voucher } from '../books/entries.js';
import type { Customer, Entity, LedgerAccount } from './entity.js';

/** Kinds of rows that clients have seen; null is one of them. */
export type RowType = 'INVOICE' | 'CREDIT_MEMO' | 'ELECTRONIC_PAYMENT' | 'PAYMENT' | 'REMINDER' | null;

/** One row of the customer ledger: a customer's posting, and how much of it is still open. */
export interface ArRow {
  readonly id: number;
  readonly entity: Entity;
  readonly customer: Customer;
  readonly posting: Posting;
  readonly voucher: Voucher;
  readonly type: RowType;
  readonly source: string;
  readonly invoiceNumber: string | null;
  readonly invoiceDate: LocalDate | null;
  dueOn: LocalDate | null;
  readonly paymentReference: string | null;
  readonly extIdentifier: string | null;
  readonly trRegNumber: number;
  text: string | null;
  /** Signed minor units of the row's own currency; debit positive. */
  readonly amountMinor: number;
  remainingMinor: number;
  /** 0 when unmatched. */
  matchId: number;
  readonly createdAtMs: number;
  modifiedAtMs: number;
  readonly importedAtMs: number | undefined;
  lastPaidOn: LocalDate | null;
  reminderOn: LocalDate | null;
  lateFeeMinor: number;
  /** JSON values that replace the true ones of the same field. */
  malformed: Readonly<Record<string, unknown>> | undefined;
  /** No list shows it, though it is in the books. */
  isHidden: boolean;
}

/** A node of the import table: one journal line waiting for, refused by, or done with the posting job. */
export interface ImportRow {
  readonly id: number;
  readonly entity: Entity;
  readonly fields: ImportFields;
  state: 'waiting' | 'posted';
  jobLevel: number;
  text: string | null;
  extIdentifier: string | null;
  lastError: string | undefined;
  readonly createdAtMs: number;
  modifiedAtMs: number;
}

export interface ImportFields {
  readonly trRegNumber: number | null;
  readonly trItemNumber: number | null;
  readonly sourceCode: string | null;
  readonly postedDate: string | null;
  readonly invoiceDate: string | null;
  readonly dueDate: string | null;
  readonly account: LedgerAccount | null;
  readonly customer: Customer | null;
  readonly typeName: string | null;
  readonly invoiceNumber: string | null;
  readonly paymentReference: string | null;
  readonly amountMinor: number | null;
  readonly invoiceAmountMinor: number | null;
  readonly currency: string | null;
}

export interface ImportError {
  readonly id: number;
  readonly entity: Entity;
  readonly importRowId: number;
  readonly message: string;
  readonly createdAtMs: number;
}
