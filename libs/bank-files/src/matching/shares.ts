import type { Money } from '@app/domain';
import type { IssuedReference } from './issued.js';
import type { Allocation, MatchResult, MatchStep } from './result.js';

/** A reference that was given, the claims that have it, and what of the payment is for it where told. */
export interface Named {
  readonly claims: readonly IssuedReference[];
  readonly amount?: Money;
}

/**
 * What each claim gets. One claim gets the whole. Several get what the payer told for each, or, where nothing is told,
 * what each owes if that is exactly what was paid. Everything else is for a person.
 * @param unknown references beside them that are valid and not ours
 */
export function sharesOf(
  paid: Money,
  named: readonly Named[],
  unknown: number,
  steps: MatchStep[],
): MatchResult {
  const claims = distinct(named.flatMap((each) => each.claims));
  steps.push({ looked: 'amounts', tried: named.length, found: claims.length });
  if (named.some((each) => each.claims.length > 1)) {
    return { kind: 'proposal', reason: 'more-than-one-fits', candidates: claims };
  }
  const notOpen = claims.filter(({ state }) => state !== 'open');
  if (notOpen.length > 0 && notOpen.length === claims.length) return { kind: 'closed-claim', claims };
  if (claims.some(({ outstanding }) => outstanding.currency !== paid.currency))
    return { kind: 'wrong-currency', claims };
  if (notOpen.length > 0 || unknown > 0)
    return { kind: 'proposal', reason: 'shares-not-told', candidates: claims };
  const [only] = claims;
  if (only && claims.length === 1) return forOne(paid, only, named);
  return forSeveral(paid, claims, named);
}

function forOne(paid: Money, claim: IssuedReference, named: readonly Named[]): MatchResult {
  // Told that only a part of the money is for this claim: for whom the rest is, it does not say.
  const told = named.reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n);
  if (named.every(({ amount }) => amount !== undefined) && told !== paid.minor) {
    return { kind: 'proposal', reason: 'shares-not-told', candidates: [claim] };
  }
  return settled(paid, [{ claim, minor: paid.minor }]);
}

function forSeveral(paid: Money, claims: readonly IssuedReference[], named: readonly Named[]): MatchResult {
  const told = new Map<string, bigint>();
  for (const {
    claims: [claim],
    amount,
  } of named) {
    if (claim && amount) told.set(claim.claim, (told.get(claim.claim) ?? 0n) + amount.minor);
  }
  if (told.size === claims.length && named.every(({ amount }) => amount !== undefined)) {
    const shares = claims.map((claim) => ({ claim, minor: told.get(claim.claim) ?? 0n }));
    const isWhole = shares.reduce((sum, { minor }) => sum + minor, 0n) === paid.minor;
    // A share of nothing or less is a credit note that is set off: whether we owe it, a person looks up.
    if (isWhole && shares.every(({ minor }) => minor > 0n)) return settled(paid, shares);
  } else if (told.size === 0) {
    const shares = claims.map((claim) => ({ claim, minor: claim.outstanding.minor }));
    if (shares.reduce((sum, { minor }) => sum + minor, 0n) === paid.minor) return settled(paid, shares);
  }
  return { kind: 'proposal', reason: 'shares-not-told', candidates: claims };
}

interface Share {
  readonly claim: IssuedReference;
  readonly minor: bigint;
}

/** Takes what is beyond a debt out of the allocations: it belongs to the payer. */
function settled({ currency }: Money, shares: readonly Share[]): MatchResult {
  let surplus = 0n;
  const allocations: Allocation[] = [];
  for (const { claim, minor } of shares) {
    const owed = claim.outstanding.minor > 0n ? claim.outstanding.minor : 0n;
    const used = minor > owed ? owed : minor;
    surplus += minor - used;
    if (used > 0n)
      allocations.push({ claim: claim.claim, reference: claim.reference, amount: { minor: used, currency } });
  }
  if (surplus > 0n) return { kind: 'too-much', allocations, surplus: { minor: surplus, currency } };
  const [first] = allocations;
  return first && allocations.length === 1
    ? { kind: 'matched', allocation: first }
    : { kind: 'several', allocations };
}

function distinct(claims: readonly IssuedReference[]): IssuedReference[] {
  return [...new Map(claims.map((claim) => [claim.claim, claim])).values()];
}
