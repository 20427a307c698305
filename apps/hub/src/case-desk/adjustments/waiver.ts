import type { ClaimId } from '@app/domain';

/** Something that a claim owes and that can be given up. Minor units. */
export interface Waivable {
  readonly claimId: ClaimId | null;
  readonly kind: string;
  readonly minor: bigint;
}

/**
 * Takes the amount from the parts in their order, each as far as it goes.
 * @param wantedMinor undefined: all of it
 * @returns undefined when there is less than was wanted, or nothing at all
 */
export function takeFrom(
  parts: readonly Waivable[],
  wantedMinor: bigint | undefined,
): Waivable[] | undefined {
  const there = parts.filter(({ minor }) => minor > 0n);
  const total = there.reduce((sum, { minor }) => sum + minor, 0n);
  let left = wantedMinor ?? total;
  if (left <= 0n || left > total) return undefined;
  const taken: Waivable[] = [];
  for (const part of there) {
    if (left === 0n) break;
    const minor = part.minor < left ? part.minor : left;
    taken.push({ ...part, minor });
    left -= minor;
  }
  return taken;
}
