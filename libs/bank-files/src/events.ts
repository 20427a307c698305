import type { LocalDate, Money } from '@app/domain';
import type { AccountReport, Balance, BankEntry, BankFile, BankTransaction, Place } from './model.js';

/** Why a record is not counted as a transaction. It is kept with its text, for a person. */
export const SET_ASIDE_REASONS = [
  'amount-malformed',
  'amount-not-positive',
  'amount-not-told',
  'amounts-do-not-add-up',
  'currency-missing',
  'currency-unknown',
  'currency-differs',
  'direction-unknown',
  'date-not-real',
  'status-unknown',
  'flag-unknown',
  /** Announced only; it comes again when it is booked. */
  'not-booked',
  'told-twice',
  'too-long',
  'record-malformed',
  'record-out-of-order',
  'transaction-type-unknown',
  'sign-unexpected',
  /** An assignment of another service than payments in. */
  'other-service',
] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

export interface SetAside {
  readonly place: Place;
  /** The `index` of its account report; absent outside of one. */
  readonly report?: number;
  readonly reason: SetAsideReason;
  /** The field in the format's own words, where one is at fault: `TxDtls/Amt`, `33-49`. */
  readonly field?: string;
  /** As it stands in the file, cut after `RAW_TEXT_MAX` characters. Holds names: never for a log. */
  readonly rawText: string;
  readonly isRawTextCut: boolean;
  /** What of it could be read; nothing in it may be relied on. */
  readonly readable: Partial<BankTransaction>;
}

/** A count or sum that the file declares, and what was read. Set-aside records with a readable amount are in it. */
export interface DeclaredTotal {
  readonly what:
    | 'entries'
    | 'credit entries'
    | 'debit entries'
    | 'credit sum'
    | 'debit sum'
    | 'sum'
    | 'net sum'
    | 'closing balance'
    | 'transactions'
    | 'deductions'
    | 'extra references'
    | 'deposits'
    | 'records'
    | 'dates';
  readonly place: Place;
  readonly declared: string;
  readonly read: string;
  /** `open` when records with an unreadable amount stand between the two, and could explain the difference. */
  readonly verdict: 'holds' | 'fails' | 'open';
}

/** A booking whose parts have all been read. */
export interface EntryTotals {
  readonly entry: BankEntry;
  readonly transactions: number;
  readonly setAside: number;
  /**
   * False when the parts do not make the whole: which of them is wrong cannot be known, so **all transactions of the
   * entry are to be set aside**, and its amount counts as set aside. They were handed out before, as they were read.
   */
  readonly isSound: boolean;
}

/** The end of an account's part. */
export interface AccountTotals {
  readonly report: AccountReport;
  /** When the deposit was booked: for every BgMax transaction of this report. */
  readonly bookedOn?: LocalDate;
  /** `bookedOn` lies after the day given as today. */
  readonly isInFuture?: boolean;
  readonly closingBalance?: Balance;
  readonly transactions: number;
  readonly setAside: number;
  readonly credits: Money | undefined;
  readonly debits: Money | undefined;
  readonly totals: readonly DeclaredTotal[];
}

/** The end of the file: only now is what came before it to be believed. */
export interface FileSummary {
  readonly file: BankFile;
  /** SHA-256 of the bytes, hexadecimal: the same file sent again has the same. */
  readonly contentHash: string;
  readonly bytes: number;
  readonly reports: number;
  readonly transactions: number;
  readonly setAside: number;
  readonly totals: readonly DeclaredTotal[];
  /** Whether every amount was confirmed by a sum in the file. Where false, a wrong digit could not be noticed. */
  readonly areAmountsConfirmed: boolean;
}

export type BankFileEvent =
  | { readonly type: 'file'; readonly file: BankFile }
  | { readonly type: 'account'; readonly report: AccountReport }
  | { readonly type: 'transaction'; readonly transaction: BankTransaction }
  | { readonly type: 'set-aside'; readonly record: SetAside }
  | { readonly type: 'entry-end'; readonly totals: EntryTotals }
  | { readonly type: 'account-end'; readonly totals: AccountTotals }
  | { readonly type: 'end'; readonly summary: FileSummary };
