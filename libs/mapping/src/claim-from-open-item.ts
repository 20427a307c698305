import {
  type ClaimBalance,
  claimBalance,
  type ClaimMovement,
  type ClaimMovementKind,
  type Country,
  type LedgerMovement,
  type LedgerMovementKind,
  type LedgerPostingId,
  type Money,
  negate,
  type OpenItem,
} from '@app/domain';
import { checkPaymentReference, type PaymentReference } from './payment-reference.js';

/** What a claim is made of: the demand as invoiced, and what has reduced it since. */
export interface ClaimDraft {
  readonly principal: Money;
  readonly balance: ClaimBalance;
  readonly paymentReference: PaymentReference;
}

/**
 * Makes the claim of an item that `decideClaim` called a claim. The principal is the amount invoiced; what was paid or
 * credited before counts as such, so that a reversal of it finds its place.
 */
export function claimFromOpenItem(item: OpenItem, country: Country): ClaimDraft {
  return {
    principal: item.original,
    balance: claimBalance(item.original, claimMovements(item.movements)),
    paymentReference: checkPaymentReference(item.paymentReference, country),
  };
}

/** As much of a ledger's movement as decides how it counts. */
export interface MovementFacts {
  readonly postingId: LedgerPostingId;
  readonly kind: LedgerMovementKind;
  readonly reverses?: LedgerPostingId | null;
}

const COUNTS_AS: Readonly<Record<Exclude<LedgerMovementKind, 'reversal'>, ClaimMovementKind>> = {
  payment: 'paid',
  credit: 'credited',
  'write-off': 'written-off',
};

/** A ledger's movements in a claim's terms. */
export function claimMovements(movements: readonly LedgerMovement[]): ClaimMovement[] {
  if (movements.length === 0) return [];
  const byId = new Map(movements.map((movement) => [movement.postingId, movement]));
  return movements.map((movement) => ({
    kind: claimMovementKind(movement, (id) => byId.get(id)),
    amount: negate(movement.change),
  }));
}

/** Whether more is taken back than the ledger ever told of, in payments, credits or write-offs: no balance follows then. */
export function takesBackTooMuch(movements: readonly LedgerMovement[]): boolean {
  if (movements.length === 0) return false;
  const sums = { paid: 0n, credited: 0n, 'written-off': 0n };
  for (const { kind, amount } of claimMovements(movements)) sums[kind] += amount.minor;
  return Object.values(sums).some((sum) => sum < 0n);
}

/** Reversals of reversals that are followed to the movement they began with; ledgers show one or two. */
const REVERSALS_FOLLOWED_MAX = 20;

/**
 * How one movement counts. A reversal takes back what it names, over other reversals too; where that is not known,
 * it takes back money.
 */
export function claimMovementKind(
  movement: MovementFacts,
  find: (postingId: LedgerPostingId) => MovementFacts | undefined,
): ClaimMovementKind {
  let current: MovementFacts | undefined = movement;
  for (let followed = 0; current && followed <= REVERSALS_FOLLOWED_MAX; followed++) {
    if (current.kind !== 'reversal') return COUNTS_AS[current.kind];
    current = current.reverses ? find(current.reverses) : undefined;
  }
  return 'paid';
}
