import type { Currency } from './currency.js';
import { smaller } from './minor.js';
import { CurrencyMismatchError, type Money } from './money.js';

/**
 * A claim's life. `proposed` waits for the creditor's approval; `approved` waits for the balance to be read again
 * and for the pipeline's answer; `in-collection` is with the pipeline.
 */
export const CLAIM_STATES = [
  'proposed',
  'approved',
  'in-collection',
  'rejected',
  'withdrawn',
  'closed',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/**
 * Allowed moves. `closed` opens again when a payment is reversed after the claim was settled; an outside agency may
 * refuse a claim some time after it has taken it in.
 */
export const CLAIM_MOVES: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  proposed: ['approved', 'withdrawn', 'closed'],
  approved: ['proposed', 'in-collection', 'rejected', 'withdrawn', 'closed'],
  'in-collection': ['rejected', 'withdrawn', 'closed'],
  rejected: ['proposed', 'withdrawn', 'closed'],
  withdrawn: ['proposed'],
  closed: ['proposed', 'in-collection'],
};

export class IllegalClaimMoveError extends Error {
  constructor(from: ClaimState, to: ClaimState) {
    super(`A claim that is ${from} cannot become ${to}.`);
    this.name = 'IllegalClaimMoveError';
  }
}

/** @throws IllegalClaimMoveError */
export function assertClaimMove(from: ClaimState, to: ClaimState): void {
  if (!CLAIM_MOVES[from].includes(to)) throw new IllegalClaimMoveError(from, to);
}

/** What stops the machine for one claim at once, whatever its state, until a person ends it. */
export const CLAIM_HOLD_REASONS = [
  /** The invoice is no longer in the ledger's listing; it is never taken as paid. */
  'vanished',
  /** The ledger's movements do not add up to its balance. */
  'balance-unexplained',
  /** A settled or reduced item went up again in the ledger. */
  'reopened',
  /** The ledger shows more paid than was owed. */
  'overpaid',
  /** The ledger says that the item must not be collected now. */
  'ledger-hold',
  /** The item's currency, debtor or original amount changed under the claim. */
  'identity-changed',
  /** A person at the creditor has paused it. */
  'paused-by-creditor',
] as const;
export type ClaimHoldReason = (typeof CLAIM_HOLD_REASONS)[number];

/** What moved a claim's principal. Amounts are positive; `reversed` takes back an earlier amount of the same kind. */
export type ClaimMovementKind = 'paid' | 'credited' | 'written-off';

export interface ClaimMovement {
  readonly kind: ClaimMovementKind;
  /** Positive reduces what is owed; negative is the reversal of an earlier movement. */
  readonly amount: Money;
}

/** `principal = paid + credited + writtenOff + outstanding`, always; none of them is ever negative. */
export interface ClaimBalance {
  readonly currency: Currency;
  readonly principal: bigint;
  readonly paid: bigint;
  readonly credited: bigint;
  readonly writtenOff: bigint;
  readonly outstanding: bigint;
  /** Beyond the principal: owed back to the debtor, never dropped. Not part of the equation above. */
  readonly overpaid: bigint;
}

/** More was taken back than was ever counted: the history given is not whole. */
export class ClaimMovementsError extends Error {
  constructor(kind: ClaimMovementKind) {
    super(`More was reversed than was ever ${kind}; the claim's history is not whole.`);
    this.name = 'ClaimMovementsError';
  }
}

/** A demand of less than nothing is none; whoever asks for its balance has taken a credit note for an invoice. */
export class NegativePrincipalError extends Error {
  constructor() {
    super("A claim's principal is never negative.");
    this.name = 'NegativePrincipalError';
  }
}

/**
 * The balance as a function of all movements, in whatever order they arrived. A credit note cancels the demand itself,
 * so it counts before money; what exceeds the principal is `overpaid`.
 * @throws CurrencyMismatchError, ClaimMovementsError, NegativePrincipalError
 */
export function claimBalance(principal: Money, movements: Iterable<ClaimMovement>): ClaimBalance {
  if (principal.minor < 0n) throw new NegativePrincipalError();
  const sums = { paid: 0n, credited: 0n, 'written-off': 0n };
  for (const { kind, amount } of movements) {
    if (amount.currency !== principal.currency) {
      throw new CurrencyMismatchError(principal.currency, amount.currency);
    }
    sums[kind] += amount.minor;
  }
  for (const kind of ['paid', 'credited', 'written-off'] as const) {
    if (sums[kind] < 0n) throw new ClaimMovementsError(kind);
  }
  const credited = smaller(sums.credited, principal.minor);
  const writtenOff = smaller(sums['written-off'], principal.minor - credited);
  const paid = smaller(sums.paid, principal.minor - credited - writtenOff);
  const total = sums.paid + sums.credited + sums['written-off'];
  return {
    currency: principal.currency,
    principal: principal.minor,
    paid,
    credited,
    writtenOff,
    outstanding: principal.minor - paid - credited - writtenOff,
    overpaid: total - paid - credited - writtenOff,
  };
}
