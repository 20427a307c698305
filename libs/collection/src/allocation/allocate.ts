import { type LocalDate, smaller } from '@app/domain';
import { BALANCE_PARTS, type BalancePart } from '../vocabulary.js';
import { divideByWeight } from './largest-remainder.js';
import type { AllocationPolicy } from './policies.js';

/** What is owed of one claim, in minor units of the payment's currency; no part is negative. */
export interface OwedClaim {
  /** Any text that tells the claims apart; settles ties. */
  readonly claimId: string;
  readonly dueOn: LocalDate;
  readonly owed: Readonly<Record<BalancePart, bigint>>;
  /** Disputed or otherwise held: nothing is put here unless the debtor names the claim. */
  readonly blocked?: boolean;
}

/** What the debtor said with the payment: this claim, perhaps this part of it, perhaps no more than this. */
export interface Designation {
  readonly claimId: string;
  readonly part?: BalancePart;
  readonly maxMinor?: bigint;
}

export type AllocationReason = 'designated' | 'policy';

export interface AllocatedShare {
  readonly claimId: string;
  readonly part: BalancePart;
  /** Positive. */
  readonly minor: bigint;
  readonly because: AllocationReason;
}

/** Where every minor unit of a payment went: shares + held + overpaid is the payment, always. */
export interface Allocation {
  readonly shares: readonly AllocatedShare[];
  /** Could only go to blocked claims: kept for them until a person decides. */
  readonly heldMinor: bigint;
  /** More than is owed in all: belongs to the debtor, is paid back, and never dropped. */
  readonly overpaidMinor: bigint;
  readonly policy: AllocationPolicy;
}

/**
 * Spreads a payment over claims of one debtor with one creditor. The debtor's own word comes first, in his order; the
 * rest follows the policy and passes by what is blocked.
 */
export function allocatePayment(
  minor: bigint,
  claims: readonly OwedClaim[],
  policy: AllocationPolicy,
  designations: readonly Designation[] = [],
): Allocation {
  if (minor < 0n) throw new RangeError('A payment is never negative; a reversal takes its shares back.');
  const order = [...policy.parts, ...BALANCE_PARTS.filter((part) => !policy.parts.includes(part))];
  const balances = new Map(claims.map((claim) => [claim.claimId, { ...claim.owed }]));
  const shares: AllocatedShare[] = [];
  const pay = (claimId: string, part: BalancePart, most: bigint, because: AllocationReason): bigint => {
    const balance = balances.get(claimId);
    const amount = balance === undefined ? 0n : smaller(most, balance[part]);
    if (balance === undefined || amount <= 0n) return 0n;
    balance[part] -= amount;
    shares.push({ claimId, part, minor: amount, because });
    return amount;
  };
  const payClaim = (
    claimId: string,
    parts: readonly BalancePart[],
    most: bigint,
    because: AllocationReason,
  ): bigint => parts.reduce((left, part) => left - pay(claimId, part, left, because), most);

  let left = minor;
  for (const { claimId, part, maxMinor = left } of designations) {
    const most = smaller(left, maxMinor);
    left -= most - payClaim(claimId, part === undefined ? order : [part], most, 'designated');
  }
  const open = claims.filter(({ blocked }) => !blocked).sort(byDueDay);
  const owedOf = ({ claimId }: OwedClaim): bigint => sumOf(balances.get(claimId)!);
  if (policy.claims === 'pro-rata') {
    const weights = open.map((claim) => ({ id: claim.claimId, weight: owedOf(claim) }));
    const most = smaller(
      left,
      weights.reduce((sum, { weight }) => sum + weight, 0n),
    );
    for (const [index, share] of divideByWeight(most, weights).entries()) {
      left -= share - payClaim(open[index]!.claimId, order, share, 'policy');
    }
  } else {
    for (const { claimId } of open) left = payClaim(claimId, order, left, 'policy');
  }
  const blocked = claims.filter((claim) => claim.blocked).reduce((sum, claim) => sum + owedOf(claim), 0n);
  const heldMinor = smaller(left, blocked);
  return { shares, heldMinor, overpaidMinor: left - heldMinor, policy };
}

function byDueDay(a: OwedClaim, b: OwedClaim): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.claimId < b.claimId ? -1 : 1;
}

function sumOf(owed: Readonly<Record<BalancePart, bigint>>): bigint {
  return BALANCE_PARTS.reduce((sum, part) => sum + owed[part], 0n);
}
