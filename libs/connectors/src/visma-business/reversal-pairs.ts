import { compareKeys } from './keys.js';
import type { LedgerRow } from './ledger-row.js';

/** A payment of ours and the debit of ours that took it back. */
export interface Pair {
  readonly payment: LedgerRow;
  readonly reversal: LedgerRow;
}

/**
 * Pairs off rows of ours on one invoice: each debit with the oldest earlier credit of the same amount that is not paired
 * yet. Visma does not say which voucher corrects which, and for the balance it makes no difference among equals.
 *
 * What is open on both together is what the pair adds to the invoice. Not matched with each other yet: the payment is used up
 * by the invoice, the debit is open, so the whole amount is owed again though the invoice's row does not say so. Matched
 * by a person: both are used up, and the invoice's own row says it.
 */
export function pairOff(ours: readonly LedgerRow[]): readonly Pair[] {
  const sorted = [...ours].sort((a, b) => compareKeys(a.wire, b.wire));
  const free = sorted.filter(({ minor }) => minor < 0n);
  const pairs: Pair[] = [];
  for (const reversal of sorted.filter(({ minor }) => minor > 0n)) {
    const at = free.findIndex(
      ({ minor, wire }) => minor === -reversal.minor && compareKeys(wire, reversal.wire) < 0,
    );
    const [payment] = at < 0 ? [] : free.splice(at, 1);
    if (payment) pairs.push({ payment, reversal });
  }
  return pairs;
}
