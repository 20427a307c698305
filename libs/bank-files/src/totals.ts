import type { DeclaredTotal } from './events.js';
import { BankFileRefusedError } from './refusal.js';
import type { ReadOptions } from './piece-reader.js';

type Comparison = Omit<DeclaredTotal, 'declared' | 'read' | 'verdict'> & {
  readonly declared: bigint;
  readonly read: bigint;
  /** Records whose amount could not be read: a difference in the direction they would fill is open. */
  readonly unreadable?: number;
};

/** Compares a sum or count in minor units or pieces. */
export function compareTotal({ what, place, declared, read, unreadable = 0 }: Comparison): DeclaredTotal {
  const verdict =
    declared === read && unreadable === 0 ? 'holds' : unreadable > 0 && declared > read ? 'open' : 'fails';
  return { what, place, declared: String(declared), read: String(read), verdict };
}

/** As `compareTotal`, for a figure that may be of either sign: anything unreadable leaves it open. */
export function compareSigned(comparison: Comparison): DeclaredTotal {
  const total = compareTotal(comparison);
  return (comparison.unreadable ?? 0) > 0 ? { ...total, verdict: 'open' } : total;
}

/** @throws BankFileRefusedError for the first that fails, unless they are only to be reported */
export function enforce(totals: readonly DeclaredTotal[], { onFailedTotals }: ReadOptions): void {
  if (onFailedTotals === 'report') return;
  const failed = totals.find(({ verdict }) => verdict === 'fails');
  if (!failed) return;
  throw new BankFileRefusedError(
    'totals',
    failed.place.line,
    `the file declares ${failed.what} ${failed.declared} (sums in minor units), and ${failed.read} was read`,
  );
}
