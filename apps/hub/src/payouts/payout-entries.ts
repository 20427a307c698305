import type { LocalDate } from '@app/domain';
import type { MoneyAccount } from '../client-money/accounts.js';
import { linesOf, type MoneyEntry } from '../client-money/money-entry.js';
import { COLLECTOR } from '../client-money/owner.js';
import type { Payout, PayoutOrder } from './payout.js';

/** What the bank booked. */
interface BookedPayment {
  readonly bookedOn: LocalDate;
  readonly transactionId: string;
}

/** The account whose money it is. */
export function sourceOf(
  { owner, from, currency }: Pick<PayoutOrder, 'owner' | 'from' | 'currency'>,
  place: string,
): MoneyAccount {
  return { owner, kind: from, currency, place: from === 'unallocated' ? place : '' };
}

function onItsWay({ owner, currency }: Payout): MoneyAccount {
  return { owner, kind: 'on-its-way', currency, place: '' };
}

function about({ claimId }: Payout): { claimId?: NonNullable<Payout['claimId']> } {
  return claimId === null ? {} : { claimId };
}

export function orderedEntry(payout: Payout, bookedOn: LocalDate): MoneyEntry {
  const source = sourceOf(payout, payout.place);
  return {
    key: `ordered:${payout.id}`,
    kind: 'ordered',
    bookedOn,
    lines: linesOf([source, payout.minor, about(payout)], [onItsWay(payout), -payout.minor, about(payout)]),
    detail: { payoutId: payout.id, purpose: payout.purpose },
  };
}

export function givenBackEntry(payout: Payout, bookedOn: LocalDate): MoneyEntry {
  const source = sourceOf(payout, payout.place);
  return {
    key: `order-failed:${payout.id}`,
    kind: 'order-failed',
    bookedOn,
    lines: linesOf([onItsWay(payout), payout.minor, about(payout)], [source, -payout.minor, about(payout)]),
    detail: { payoutId: payout.id, purpose: payout.purpose, end: payout.state },
  };
}

export function paidOutEntry(payout: Payout, { bookedOn, transactionId }: BookedPayment): MoneyEntry {
  const bank: MoneyAccount = {
    owner: COLLECTOR,
    kind: 'bank',
    currency: payout.currency,
    place: payout.place,
  };
  return {
    key: `paid-out:${payout.id}`,
    kind: 'paid-out',
    bookedOn,
    lines: linesOf([onItsWay(payout), payout.minor, about(payout)], [bank, -payout.minor]),
    detail: { payoutId: payout.id, purpose: payout.purpose, transactionId },
  };
}

export function cameBackEntry(payout: Payout, { bookedOn, transactionId }: BookedPayment): MoneyEntry {
  const { currency, place } = payout;
  const unallocated: MoneyAccount = { owner: COLLECTOR, kind: 'unallocated', currency, place };
  const source = sourceOf(payout, place);
  return {
    key: `came-back:${payout.id}`,
    kind: 'came-back',
    bookedOn,
    lines: linesOf([unallocated, payout.minor], [source, -payout.minor, about(payout)]),
    detail: { payoutId: payout.id, purpose: payout.purpose, transactionId },
  };
}
