import type { Currency } from '@app/domain';
import type { AccountOwner } from './owner.js';

/**
 * What the client-money ledger keeps apart. Debit is positive, credit negative.
 *
 * Of the collector itself ({@link COLLECTOR}):
 * - `bank`: what lies on a client account at the bank, by our books; one per account (`place`)
 * - `unallocated`: received, and nobody has said yet whose it is; one per account at the bank
 * - `unexplained`: left the account at the bank, and nobody has said yet why
 *
 * Of a creditor (`on-its-way` also of the collector, for what is sent back unallocated):
 * - `creditor`: the creditor's money that we hold; the client-money account of the law
 * - `debtors`: received beyond what was owed; belongs to the debtors until it is refunded or set off
 * - `earned`: costs of collection that debtors paid, which the collector may take out
 * - `on-its-way`: ordered at the bank and not seen on its statement yet
 * - `advanced`: the collector's own money that covers what a bank took back after it was paid out; the creditor owes it
 */
export const ACCOUNT_KINDS = [
  'bank',
  'unallocated',
  'unexplained',
  'creditor',
  'debtors',
  'earned',
  'on-its-way',
  'advanced',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Kinds of account that the collector itself has; the others are a creditor's. Money on its way is either's. */
export const COLLECTORS_KINDS: readonly AccountKind[] = ['bank', 'unallocated', 'unexplained', 'on-its-way'];
export const CREDITORS_KINDS: readonly AccountKind[] = [
  'creditor',
  'debtors',
  'earned',
  'on-its-way',
  'advanced',
];

/** Never in debit: a balance above nothing would be another's money. The database refuses it too. */
export const LIABILITIES: readonly AccountKind[] = [
  'unallocated',
  'creditor',
  'debtors',
  'earned',
  'on-its-way',
];
/** Never in credit. The bank's own account may be overdrawn: what the bank says is a fact. */
export const CLAIMS_ON_OTHERS: readonly AccountKind[] = ['unexplained', 'advanced'];

export interface MoneyAccount {
  readonly owner: AccountOwner;
  readonly kind: AccountKind;
  readonly currency: Currency;
  /** The collector's account at the bank, for `bank` and `unallocated`; empty for the others. */
  readonly place: string;
}
