import {
  type ClaimId,
  type CreditorId,
  type Currency,
  type LocalDate,
  type SettlementId,
  smaller,
} from '@app/domain';
import type { AccountKind, MoneyAccount } from '../../../apps/hub/src/client-money/accounts.js';
import { linesOf, type MoneyEntry, type MoneyLine } from '../../../apps/hub/src/client-money/money-entry.js';
import { type AccountOwner, COLLECTOR } from '../../../apps/hub/src/client-money/owner.js';

type Part = readonly [MoneyAccount, bigint, Pick<MoneyLine, 'claimId' | 'settlementId'>?];

/** The collector's account at the bank that the proofs use. */
export const PLACE = '00000000000';

/** A settlement as far as its money is concerned. */
export interface SettledParts {
  readonly settlementId: SettlementId;
  readonly creditorId: CreditorId;
  readonly claimId: ClaimId;
  readonly currency: Currency;
  readonly bookedOn: LocalDate;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly surplusMinor: bigint;
}

/** What accounts hold now, positive: read before money is given out. */
export type Holdings = (owner: AccountOwner, kind: AccountKind, claimId?: ClaimId) => bigint;

export function account(owner: AccountOwner, kind: AccountKind, currency: Currency): MoneyAccount {
  const place = kind === 'bank' || kind === 'unallocated' ? PLACE : '';
  return { owner, kind, currency, place };
}

/** The bank says that money came. */
export function received(
  transaction: string,
  minor: bigint,
  currency: Currency,
  bookedOn: LocalDate,
): MoneyEntry {
  const lines = linesOf(
    [account(COLLECTOR, 'bank', currency), minor],
    [account(COLLECTOR, 'unallocated', currency), -minor],
  );
  return { key: `received:${transaction}`, kind: 'received', bookedOn, lines };
}

/** A settlement's parts: principal and interest are the creditor's, fees the collector's, surplus the debtor's. */
export function allocated(parts: SettledParts): MoneyEntry {
  const { creditorId, settlementId, claimId, currency, bookedOn } = parts;
  const about = { claimId, settlementId };
  const owed = parts.principalMinor + parts.interestMinor;
  const lines = linesOf(
    [account(COLLECTOR, 'unallocated', currency), owed + parts.feesMinor + parts.surplusMinor],
    [account(creditorId, 'creditor', currency), -owed, about],
    [account(creditorId, 'earned', currency), -parts.feesMinor, about],
    [account(creditorId, 'debtors', currency), -parts.surplusMinor, about],
  );
  return { key: `allocated:${settlementId}`, kind: 'allocated', bookedOn, lines };
}

/**
 * The bank took a payment back, with what of it was passed on: from where it lies, and what is not there any more the
 * collector advances. Its lines are about the settlements that are taken back.
 */
export function takenBack(
  reversalId: SettlementId,
  all: readonly SettledParts[],
  holds: Holdings,
  bookedOn: LocalDate,
): MoneyEntry {
  const left = new Map<AccountKind, bigint>();
  const lines: Part[] = [];
  let [total, advanced] = [0n, 0n];
  for (const { creditorId, claimId, settlementId, currency, ...parts } of all) {
    const asked: readonly (readonly [AccountKind, bigint])[] = [
      ['creditor', parts.principalMinor + parts.interestMinor],
      ['earned', parts.feesMinor],
      ['debtors', parts.surplusMinor],
    ];
    for (const [kind, minor] of asked) {
      const there = left.get(kind) ?? holds(creditorId, kind);
      // Other debtors' money is never touched.
      const own = kind === 'debtors' ? smaller(there, holds(creditorId, kind, claimId)) : there;
      const taken = smaller(minor, own);
      left.set(kind, there - taken);
      total += minor;
      advanced += minor - taken;
      lines.push([account(creditorId, kind, currency), taken, { claimId, settlementId }]);
    }
  }
  const [first] = all;
  if (!first) throw new Error('There is nothing to take back.');
  const { creditorId, currency } = first;
  return {
    key: `taken-back:${reversalId}`,
    kind: 'taken-back',
    bookedOn,
    lines: linesOf(
      ...lines,
      [account(creditorId, 'advanced', currency), advanced],
      [account(COLLECTOR, 'bank', currency), -total],
    ),
  };
}

export interface Order {
  readonly payout: string;
  readonly owner: AccountOwner;
  readonly from: AccountKind;
  readonly minor: bigint;
  readonly currency: Currency;
  readonly bookedOn: LocalDate;
  readonly claimId?: ClaimId;
}

/** Ordered at the bank: remittance, refund or fees. */
export function ordered(order: Order): MoneyEntry {
  const { payout, owner, from, minor, currency, bookedOn, claimId } = order;
  const about = claimId === undefined ? {} : { claimId };
  const lines = linesOf(
    [account(owner, from, currency), minor, about],
    [account(owner, 'on-its-way', currency), -minor],
  );
  return { key: `ordered:${payout}`, kind: 'ordered', bookedOn, lines };
}

/** Seen on the bank's statement. */
export function paidOut({ payout, owner, minor, currency, bookedOn }: Order): MoneyEntry {
  const lines = linesOf(
    [account(owner, 'on-its-way', currency), minor],
    [account(COLLECTOR, 'bank', currency), -minor],
  );
  return { key: `paid-out:${payout}`, kind: 'paid-out', bookedOn, lines };
}

/** The bank refused the order: the money lies again where it lay. */
export function orderFailed(order: Order): MoneyEntry {
  const { lines, ...entry } = ordered(order);
  const back = lines.map((line) => ({ ...line, minor: -line.minor }));
  return { ...entry, key: `order-failed:${order.payout}`, kind: 'order-failed', lines: back };
}

/** What the creditor owes the collector is kept back from what the creditor is owed. */
export function setOff(
  key: string,
  creditorId: CreditorId,
  minor: bigint,
  currency: Currency,
  bookedOn: LocalDate,
): MoneyEntry {
  const lines = linesOf(
    [account(creditorId, 'creditor', currency), minor],
    [account(creditorId, 'advanced', currency), -minor],
  );
  return { key: `set-off:${key}`, kind: 'set-off', bookedOn, lines };
}
