import type { Currency, LocalDate } from '@app/domain';

/** Versions of the customer credit transfer initiation that banks in Norway and Sweden take. */
export const TRANSFER_FILE_VERSIONS = ['pain.001.001.03', 'pain.001.001.09'] as const;
export type TransferFileVersion = (typeof TRANSFER_FILE_VERSIONS)[number];

export interface TransferAccount {
  /** `bban`: a Norwegian account number. Bankgiro and plusgiro take SEK. */
  readonly kind: 'iban' | 'bban' | 'bankgiro' | 'plusgiro';
  readonly number: string;
}

export interface Transfer {
  /** Ours; the bank repeats it on its statement. */
  readonly endToEndId: string;
  /** Minor units, more than nothing. */
  readonly minor: bigint;
  readonly creditor: { readonly name: string; readonly account: TransferAccount };
  /** KID, OCR and RF are written as a structured creditor reference. */
  readonly reference: { readonly kind: 'kid' | 'ocr' | 'rf' | 'text'; readonly value: string };
}

/** Payments from one account on one day. */
export interface TransferFile {
  readonly version: TransferFileVersion;
  /** Unique for ever with the bank: a file of the same id is refused. */
  readonly messageId: string;
  readonly batchId: string;
  readonly createdAt: Date;
  /** Who sends, as the bank knows them. */
  readonly sender: { readonly name: string; readonly customerId: string };
  readonly debtor: {
    readonly name: string;
    readonly account: TransferAccount & { readonly kind: 'iban' | 'bban' };
    readonly bic: string;
  };
  readonly currency: Currency;
  readonly executeOn: LocalDate;
  readonly transfers: readonly Transfer[];
}

/** What cannot stand in a file: an id that is too long, no payment, too many. */
export class UnwritableTransferError extends Error {
  constructor(what: string) {
    super(`The file to the bank cannot be written: ${what}.`);
    this.name = 'UnwritableTransferError';
  }
}
