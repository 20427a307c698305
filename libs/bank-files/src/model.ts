import type { Currency, LocalDate, Money } from '@app/domain';

/** What a bank's file says, in one shape for every format. Nothing here is corrected: what is odd is flagged. */

export const BANK_FILE_FORMATS = ['camt.053', 'camt.054', 'ocr-giro', 'bgmax'] as const;
export type BankFileFormat = (typeof BANK_FILE_FORMATS)[number];

/** `CpyDplctInd` of ISO 20022: a copy, a duplicate, or a copy of a duplicate of what was already reported. */
export type CopyIndicator = 'COPY' | 'DUPL' | 'CODU';

export interface BankFile {
  readonly format: BankFileFormat;
  /** `02`, `04` or `08` of ISO 20022; the layout's version of BgMax; absent for OCR giro, which has none. */
  readonly version?: string;
  /** The sender's number of the message: `MsgId`, the transmission number, the time stamp of BgMax. */
  readonly messageId: string;
  /** As written by the bank, zone included where it tells one. */
  readonly createdAt?: string;
  /** A file that the bank itself marks as a test; its money is not money. */
  readonly isTest: boolean;
}

/** The account that the bank reports on. */
export interface BankAccount {
  /** `bban` is a national number: eleven digits in Norway. `other` is a text that fits none of them. */
  readonly kind: 'iban' | 'bban' | 'bankgiro' | 'plusgiro' | 'other';
  /** Without blanks, hyphens and leading filler. */
  readonly number: string;
  /** Absent where the file does not tell one for the account. */
  readonly currency?: Currency;
  /** False when the number's own check digits do not hold. It is read all the same: specifications print such samples. */
  readonly isCheckDigitRight: boolean;
}

/** Line of the file, counted from 1. */
export interface Place {
  readonly line: number;
}

export interface Balance {
  /** Negative when the account is overdrawn. */
  readonly amount: Money;
  readonly on?: LocalDate;
}

/** A part of the file about one account: statement, notification, OCR giro assignment, BgMax section. */
export interface AccountReport {
  readonly place: Place;
  /** Counted from 1 within the file. */
  readonly index: number;
  readonly id: string;
  readonly account: BankAccount;
  readonly copyIndicator?: CopyIndicator;
  readonly createdAt?: string;
  readonly openingBalance?: Balance;
  readonly closingBalance?: Balance;
  /** Pages before or after this one hold the rest: sums cannot be checked against a part. */
  readonly isPartOfPages: boolean;
}

/** A booking on the account, of one or more transactions. Only ISO 20022 has them. */
export interface BankEntry {
  readonly place: Place;
  /** Counted from 1 within its account report. */
  readonly index: number;
  readonly amount: Money;
  readonly direction: Direction;
  readonly bankReference?: string;
}

/** Seen from the account: money in, or money out. */
export type Direction = 'credit' | 'debit';

/**
 * A reference that the payer gave in a field of its own. `kid`, `ocr` and `rf` are told by the format or the bank;
 * `structured` is one whose kind the file leaves open. Check digits are the matching's concern.
 */
export interface StructuredReference {
  readonly kind: 'kid' | 'ocr' | 'rf' | 'structured';
  readonly text: string;
  /** What of the payment is for this reference, where told; negative for a credit note that is set off. */
  readonly amount?: Money;
}

/** Something a person may want to know; the transaction counts all the same. */
export type TransactionNote =
  /** Booked or valued after the day given as today. */
  | 'future-date'
  /** Tabs were expanded or blanks added to read a damaged line; the file's counts confirm it. */
  | 'line-mended'
  /** The amounts told for single references are more than the whole. */
  | 'references-exceed-amount'
  /** The payer's account number fails its check digits. */
  | 'payer-account-check-digit';

export interface Payer {
  readonly name?: string;
  /** IBAN, account or bankgiro number, without blanks. */
  readonly account?: string;
  /** Digits only. Of a person who trades under the own name it is personal data. */
  readonly organisationNumber?: string;
}

/** One movement of money. */
export interface BankTransaction {
  readonly place: Place;
  /** The `index` of its account report. */
  readonly report: number;
  readonly account: BankAccount;
  readonly entry?: BankEntry;
  /** Always positive; `direction` says whether it came or went. */
  readonly amount: Money;
  readonly direction: Direction;
  /** It takes back an earlier transaction of the opposite direction. */
  readonly isReversal: boolean;
  /** Absent in BgMax, which tells it at the end of the section (`AccountTotals.bookedOn`). */
  readonly bookedOn?: LocalDate;
  readonly valueOn?: LocalDate;
  /** The day on which the payer's bank took the order, where the format tells it. */
  readonly paidOn?: LocalDate;
  readonly bankReference?: string;
  readonly endToEndId?: string;
  readonly references: readonly StructuredReference[];
  /** Free text, a line each. */
  readonly texts: readonly string[];
  readonly payer: Payer;
  /** The bank's own code for the kind of transaction. Banks differ: never decide by it. */
  readonly bankCode?: string;
  /** What the payer sent, where it was in another currency than the account's. */
  readonly instructedAmount?: Money;
  readonly notes: readonly TransactionNote[];
  /**
   * SHA-256, hexadecimal, over what identifies the movement (`fingerprint.ts`). Two movements can be equal to the last
   * letter: whoever stores them counts how often one fingerprint stands in a file.
   */
  readonly fingerprint: string;
}
