/** One who takes part in a division, with what his share is measured by. */
export interface Weight {
  /** Settles ties: the smaller id takes the odd minor unit. */
  readonly id: string;
  /** Zero or more. */
  readonly weight: bigint;
}

/**
 * Divides an amount in proportion to the weights, in whole minor units, without losing or making one: each gets his
 * exact share rounded down, and what is left goes, one unit each, to those who lost most by it. When the amount is no
 * larger than the sum of the weights, nobody gets more than his weight.
 */
export function divideByWeight(minor: bigint, weights: readonly Weight[]): readonly bigint[] {
  if (minor < 0n) throw new RangeError('An amount to be divided is never negative.');
  const total = weights.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) {
    if (minor > 0n) throw new RangeError('There is nobody among whom the amount could be divided.');
    return weights.map(() => 0n);
  }
  const shares = weights.map(({ weight }) => (minor * weight) / total);
  const left = minor - shares.reduce((sum, share) => sum + share, 0n);
  const byLoss = weights
    .map(({ id, weight }, index) => ({ id, index, loss: (minor * weight) % total }))
    .sort((a, b) => (a.loss !== b.loss ? (a.loss > b.loss ? -1 : 1) : a.id < b.id ? -1 : 1));
  for (const { index } of byLoss.slice(0, Number(left))) shares[index] = shares[index]! + 1n;
  return shares;
}
