import { divideByWeight } from '../allocation/index.js';

/** A creditor's part in a common plan. Keys are the case's or claim's ids. */
export interface ProRataDebt {
  readonly key: string;
  readonly owedMinor: bigint;
}

/** No common plan has more creditors. */
const DEBTS_MAX = 1000;

/**
 * Shares what a debtor can pay among several creditors by the size of their claims, as the law does where it orders a
 * settlement (gjeldsordningsloven § 4-8, dekningsloven § 2-8; skuldsaneringslagen 37 §). Voluntary: each creditor must say
 * yes, and silence is none. Øre left over go to the largest remainders, ties to the lower key; nobody gets more than is
 * owed. The shares sum to the amount, or to all that is owed where that is less.
 * @throws RangeError on a negative amount, a key that comes twice, or more than 1 000 debts
 */
export function shareProRata(
  amountMinor: bigint,
  debts: readonly ProRataDebt[],
): ReadonlyMap<string, bigint> {
  assertDebts(amountMinor, debts);
  const totalMinor = debts.reduce((sum, { owedMinor }) => sum + owedMinor, 0n);
  if (amountMinor >= totalMinor) return new Map(debts.map(({ key, owedMinor }) => [key, owedMinor]));
  const weights = debts.map(({ key, owedMinor }) => ({ id: key, weight: owedMinor }));
  const shares = divideByWeight(amountMinor, weights);
  return new Map(debts.map(({ key }, index) => [key, shares[index] ?? 0n]));
}

function assertDebts(amountMinor: bigint, debts: readonly ProRataDebt[]): void {
  if (amountMinor < 0n || debts.some(({ owedMinor }) => owedMinor < 0n)) {
    throw new RangeError('A negative amount cannot be shared among creditors.');
  }
  if (debts.length > DEBTS_MAX) {
    throw new RangeError(`A common plan has at most ${DEBTS_MAX} debts, not ${debts.length}.`);
  }
  if (new Set(debts.map(({ key }) => key)).size < debts.length) {
    throw new RangeError('A debt comes twice in the common plan; it would be paid twice.');
  }
}
