import type { WriteBackAccount, WriteBackLine, WriteBackLineKind } from '@app/connectors';
import { type Currency, type Money, money } from '@app/domain';

/** Money of the creditor's that a settlement brings beside the principal, and all that decides how it is booked. Minor units. */
export interface BesideFacts {
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  /** Fees that the creditor charged itself before the hand-over; all other fees are the collector's. */
  readonly ownFeesMinor: bigint;
  /** Whose they are, by the creditor's choice. */
  readonly interestTo: 'creditor' | 'collector';
  readonly ownFeesTo: 'creditor' | 'collector';
  readonly currency: Currency;
  readonly booksCurrency: Currency;
  /** Whether the ledger books such lines in one posting with the payment. */
  readonly ledgerBooksLines: boolean;
  /** Accounts that the creditor has chosen, by kind. */
  readonly accounts: Readonly<Partial<Record<WriteBackLineKind, WriteBackAccount>>>;
}

/**
 * Why an amount is left to be booked by hand with the remittance:
 * - `ledger-cannot`: the ledger books a payment alone
 * - `no-account`: nobody has chosen an account for it
 * - `other-currency`: it is not in the books' currency, and at which rate to book it is not ours to decide
 * - `nothing-on-invoice`: nothing of the settlement reduces the invoice, and a posting of ours is found again by that part
 * - `booked-by-hand`: a person has booked the payment itself
 */
export const BY_HAND_REASONS = [
  'ledger-cannot',
  'no-account',
  'other-currency',
  'nothing-on-invoice',
  'booked-by-hand',
] as const;
export type ByHandReason = (typeof BY_HAND_REASONS)[number];

export interface ByHand {
  readonly kind: WriteBackLineKind;
  /** In the settlement's currency. */
  readonly amount: Money;
  readonly reason: ByHandReason;
}

export interface Beside {
  readonly lines: readonly WriteBackLine[];
  readonly byHand: readonly ByHand[];
}

/**
 * Parts what belongs to the creditor into what is booked with the payment and what a person books with the remittance.
 * Nothing is dropped: lines and the rest together are the creditor's share, and the collector's is in neither.
 */
export function moneyBeside(facts: BesideFacts): Beside {
  const lines: WriteBackLine[] = [];
  const byHand: ByHand[] = [];
  const shares: readonly (readonly [WriteBackLineKind, bigint])[] = [
    ['interest', facts.interestTo === 'creditor' ? facts.interestMinor : 0n],
    ['fees', facts.ownFeesTo === 'creditor' ? facts.ownFeesMinor : 0n],
  ];
  for (const [kind, minor] of shares) {
    if (minor === 0n) continue;
    const amount = money(minor, facts.currency);
    const account = facts.accounts[kind];
    const reason = whyByHand(facts, account);
    if (reason === undefined && account !== undefined) lines.push({ kind, amount, account });
    else byHand.push({ kind, amount, reason: reason ?? 'no-account' });
  }
  return { lines, byHand };
}

/** The most lasting reason first: what no choice of the creditor's would change. */
function whyByHand(facts: BesideFacts, account: WriteBackAccount | undefined): ByHandReason | undefined {
  if (!facts.ledgerBooksLines) return 'ledger-cannot';
  if (facts.currency !== facts.booksCurrency) return 'other-currency';
  if (facts.principalMinor === 0n) return 'nothing-on-invoice';
  return account === undefined ? 'no-account' : undefined;
}

/** All of it, once a person has booked the payment: what they put beside it is not ours to know. */
export function allByHand({ lines, byHand }: Beside): Beside {
  const moved = lines.map(({ kind, amount }): ByHand => ({ kind, amount, reason: 'booked-by-hand' }));
  return { lines: [], byHand: [...moved, ...byHand] };
}
