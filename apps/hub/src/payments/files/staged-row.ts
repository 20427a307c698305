import { hash } from 'node:crypto';
import type { BankFile, BankTransaction } from '@app/bank-files';
import type { BankBatchId, BankTransactionId, JsonObject, LocalDate } from '@app/domain';
import type { BankTransactionState } from '../transactions/states.js';

/** A transaction as it is written, amounts as text. */
export interface StagedRow {
  readonly id: BankTransactionId;
  readonly batch: BankBatchId;
  readonly line: number;
  readonly account: string;
  readonly direction: BankTransaction['direction'];
  readonly reversal: boolean;
  readonly minor: string;
  readonly currency: string;
  readonly booked: LocalDate | null;
  readonly bank: string | null;
  readonly end: string | null;
  readonly told: JsonObject;
  readonly identity: string;
  readonly reference: string | null;
  readonly state: BankTransactionState;
  readonly reason: string | null;
}

/** What the bank booked as one sum, as it is written. */
export interface StagedBatch {
  readonly id: BankBatchId;
  readonly account: string;
  readonly direction: BankTransaction['direction'];
  readonly reversal: boolean;
  readonly minor: string;
  readonly currency: string;
  readonly booked: LocalDate | null;
  readonly reference: string | null;
  readonly transactions: number;
}

/**
 * What the bank's own reference identifies, whatever else a format tells beside it. ISO 20022 alone: there the bank gives it to
 * one booking, while the numbers of OCR giro and BgMax begin again every day.
 */
export function referenceKey(
  { format }: Pick<BankFile, 'format'>,
  accountKey: string,
  { bankReference, amount, direction, isReversal }: BankTransaction,
): string | null {
  if (bankReference === undefined || !format.startsWith('camt.')) return null;
  const parts = [
    accountKey,
    amount.currency,
    `${amount.minor}`,
    direction,
    String(isReversal),
    bankReference,
  ];
  return hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''), 'hex');
}

/** What a person may want to see, and what the matching reads; the amounts and days that rows are found by have columns. */
export function toldOf(transaction: BankTransaction): JsonObject {
  const { references, texts, payer, valueOn, paidOn, bankCode, instructedAmount, notes } = transaction;
  return {
    references: references.map(({ kind, text, amount }) => ({
      kind,
      text,
      ...(amount === undefined ? {} : { minor: `${amount.minor}` }),
    })),
    texts: [...texts],
    payer: { ...payer },
    ...(valueOn === undefined ? {} : { valueOn }),
    ...(paidOn === undefined ? {} : { paidOn }),
    ...(bankCode === undefined ? {} : { bankCode }),
    ...(instructedAmount === undefined
      ? {}
      : { instructed: { minor: `${instructedAmount.minor}`, currency: instructedAmount.currency } }),
    notes: [...notes],
  };
}
