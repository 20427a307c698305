import type { Direction } from '@app/bank-files';
import { type BankBatchId, type Currency, daysBetween, type LocalDate } from '@app/domain';
import { DAYS_APART_MAX } from './told-before.js';

/** As much of a batch as tells whether two are one booking. */
export interface TwinFacts {
  readonly id: BankBatchId;
  readonly accountKey: string;
  readonly direction: Direction;
  readonly isReversal: boolean;
  readonly minor: bigint;
  readonly currency: Currency;
  readonly bookedOn: LocalDate | null;
  readonly bankReference: string | null;
  readonly transactions: number;
  /** References that the payer gave, where the batch is one transaction; empty else. */
  readonly references: readonly string[];
}

export interface Twins<Batch extends TwinFacts> {
  readonly mine: Batch;
  readonly theirs: Batch;
}

/**
 * Which bookings of a file another format has told. One has one twin at most. The bank's reference decides where both have
 * one; where one has none, account, amount and day do, unless the payers gave references that differ.
 * @param theirs of other formats, without a twin yet
 */
export function findTwins<Batch extends TwinFacts>(
  mine: readonly Batch[],
  theirs: readonly Batch[],
): Twins<Batch>[] {
  const free = new Set(theirs);
  const twins: Twins<Batch>[] = [];
  // What the bank itself names first: a likeness must not take away the twin of another.
  for (const isTwin of [sameReference, sameDay]) {
    for (const batch of mine) {
      if (twins.some((found) => found.mine === batch)) continue;
      for (const other of free) {
        if (!isSameSum(batch, other) || !isTwin(batch, other)) continue;
        free.delete(other);
        twins.push({ mine: batch, theirs: other });
        break;
      }
    }
  }
  return twins;
}

function isSameSum(a: TwinFacts, b: TwinFacts): boolean {
  return (
    a.accountKey === b.accountKey &&
    a.minor === b.minor &&
    a.currency === b.currency &&
    a.direction === b.direction &&
    a.isReversal === b.isReversal
  );
}

function sameReference(a: TwinFacts, b: TwinFacts): boolean {
  if (a.bankReference === null || a.bankReference !== b.bankReference) return false;
  if (a.bookedOn === null || b.bookedOn === null) return true;
  return Math.abs(daysBetween(a.bookedOn, b.bookedOn)) <= DAYS_APART_MAX;
}

function sameDay(a: TwinFacts, b: TwinFacts): boolean {
  if (a.bankReference !== null && b.bankReference !== null) return false;
  if (a.bookedOn === null || a.bookedOn !== b.bookedOn) return false;
  // A lump names no claim: what does is a payment of its own, and no sum of others.
  if (a.transactions !== b.transactions) return isLump(a.transactions < b.transactions ? a : b);
  if (a.transactions > 1) return true;
  if (a.references.length === 0 || b.references.length === 0) return true;
  return a.references.some((text) => b.references.includes(text));
}

function isLump({ transactions, references }: TwinFacts): boolean {
  return transactions === 1 && references.length === 0;
}
