import type { Currency, LocalDate } from '@app/domain';
import type { CopyIndicator, Direction } from '../model.js';

/** A made-up message, as a test describes it before a writer writes it. Amounts in minor units. */

export interface ToldReference {
  readonly text: string;
  readonly amountMinor?: bigint;
}

export interface ToldTransaction {
  readonly amountMinor: bigint;
  readonly direction: Direction;
  readonly bankReference?: string;
  readonly endToEndId?: string;
  readonly payerName?: string;
  readonly payerAccount?: string;
  readonly references: readonly ToldReference[];
  readonly texts: readonly string[];
}

export interface ToldEntry {
  readonly direction: Direction;
  readonly isReversal: boolean;
  readonly bookedOn: LocalDate;
  readonly valueOn: LocalDate;
  readonly bankReference?: string;
  readonly bankCode?: string;
  /** Their sum, seen in the entry's direction, is the entry's amount. */
  readonly transactions: readonly ToldTransaction[];
}

export interface ToldReport {
  readonly id: string;
  readonly iban: string;
  readonly currency: Currency;
  readonly copyIndicator?: CopyIndicator;
  readonly openingMinor: bigint;
  readonly entries: readonly ToldEntry[];
}

export interface ToldMessage {
  readonly format: 'camt.053' | 'camt.054';
  readonly version: '02' | '04' | '08';
  readonly messageId: string;
  readonly createdAt: string;
  readonly reports: readonly ToldReport[];
}

export function entryMinor({ direction, transactions }: ToldEntry): bigint {
  return transactions.reduce(
    (sum, each) => sum + (each.direction === direction ? each.amountMinor : -each.amountMinor),
    0n,
  );
}
