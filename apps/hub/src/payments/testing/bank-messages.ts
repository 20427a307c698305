import { type Currency, type LocalDate, localDate } from '@app/domain';
import type {
  ToldEntry,
  ToldMessage,
  ToldTransaction,
} from '../../../../../libs/bank-files/src/testing/message.js';
import { writeCamt } from '../../../../../libs/bank-files/src/testing/write-camt.js';
import { IBAN } from './payments-bench.js';

let messages = 0;

/** One payment, as short as a test can say it. */
export function payment(
  minor: bigint,
  more: {
    readonly kid?: string;
    readonly text?: string;
    readonly reference?: string;
    readonly endToEnd?: string;
    readonly payer?: string;
    readonly account?: string;
    readonly direction?: 'credit' | 'debit';
  } = {},
): ToldTransaction {
  return {
    amountMinor: minor,
    direction: more.direction ?? 'credit',
    references: more.kid === undefined ? [] : [{ text: more.kid }],
    texts: more.text === undefined ? [] : [more.text],
    ...(more.reference === undefined ? {} : { bankReference: more.reference }),
    ...(more.endToEnd === undefined ? {} : { endToEndId: more.endToEnd }),
    ...(more.payer === undefined ? {} : { payerName: more.payer }),
    ...(more.account === undefined ? {} : { payerAccount: more.account }),
  };
}

export function entry(
  transactions: readonly ToldTransaction[],
  more: {
    readonly on?: LocalDate;
    readonly reference?: string;
    readonly direction?: 'credit' | 'debit';
    readonly isReversal?: boolean;
  } = {},
): ToldEntry {
  const on = more.on ?? localDate('2026-03-02');
  return {
    direction: more.direction ?? 'credit',
    isReversal: more.isReversal ?? false,
    bookedOn: on,
    valueOn: on,
    ...(more.reference === undefined ? {} : { bankReference: more.reference }),
    transactions,
  };
}

/** A message with a number of its own, unless the test gives one. */
export function camt(
  format: ToldMessage['format'],
  entries: readonly ToldEntry[],
  more: {
    readonly messageId?: string;
    readonly iban?: string;
    readonly currency?: Currency;
    readonly copy?: 'COPY' | 'DUPL';
  } = {},
): string {
  return writeCamt({
    format,
    version: '08',
    messageId: more.messageId ?? `M${(messages += 1)}`,
    createdAt: '2026-03-02T09:00:00',
    reports: [
      {
        id: 'R1',
        iban: more.iban ?? IBAN,
        currency: more.currency ?? 'NOK',
        ...(more.copy === undefined ? {} : { copyIndicator: more.copy }),
        openingMinor: 0n,
        entries,
      },
    ],
  });
}

export const notification = (entries: readonly ToldEntry[], more: Parameters<typeof camt>[2] = {}): string =>
  camt('camt.054', entries, more);
export const statement = (entries: readonly ToldEntry[], more: Parameters<typeof camt>[2] = {}): string =>
  camt('camt.053', entries, more);
