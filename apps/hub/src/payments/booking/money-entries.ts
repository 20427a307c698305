import {
  type BankTransactionId,
  type ClaimId,
  type CreditorId,
  type Currency,
  type LocalDate,
  type SettlementId,
  smaller,
} from '@app/domain';
import type { AccountKind, MoneyAccount } from '../../client-money/accounts.js';
import { type EntryPart, linesOf, type MoneyEntry, type MoneyLine } from '../../client-money/money-entry.js';
import { COLLECTOR } from '../../client-money/owner.js';
import type { TakenSettlement } from '../../settlements/settlements-in-bulk.js';

/** The account at the bank that a movement was on, as the journal names it. */
export interface Place {
  readonly place: string;
  readonly currency: Currency;
}

export function collectors(kind: AccountKind, { place, currency }: Place): MoneyAccount {
  return { owner: COLLECTOR, kind, currency, place: kind === 'bank' || kind === 'unallocated' ? place : '' };
}

export function creditors(owner: CreditorId, kind: AccountKind, currency: Currency): MoneyAccount {
  return { owner, kind, currency, place: '' };
}

/** The bank said that money came. */
export function receivedEntry(
  transactionId: BankTransactionId,
  place: Place,
  minor: bigint,
  bookedOn: LocalDate,
): MoneyEntry {
  return {
    key: `received:${transactionId}`,
    kind: 'received',
    bookedOn,
    lines: linesOf([collectors('bank', place), minor], [collectors('unallocated', place), -minor]),
    detail: { transactionId },
  };
}

/** The bank said that money left, and nobody ordered it. */
export function leftEntry(
  transactionId: BankTransactionId,
  place: Place,
  minor: bigint,
  bookedOn: LocalDate,
): MoneyEntry {
  return {
    key: `left:${transactionId}`,
    kind: 'left',
    bookedOn,
    lines: linesOf([collectors('unexplained', place), minor], [collectors('bank', place), -minor]),
    detail: { transactionId },
  };
}

/** Whose interest and whose the creditor's own fees are, by the creditor's choice; costs of collection are always the collector's. */
export interface Shares {
  readonly interestTo: 'creditor' | 'collector';
  readonly ownFeesTo: 'creditor' | 'collector';
}

/**
 * Money that was nobody's, or that has just come to the bank, goes to whom it belongs. Here, and nowhere else, stands who that is: principal, and by its choice
 * interest and own fees, to the creditor; costs of collection to the collector; what nobody owed to the debtors.
 */
export function allocatedEntry(
  transactionId: BankTransactionId,
  from: 'unallocated' | 'bank',
  place: Place,
  creditorId: CreditorId,
  settlements: readonly [TakenSettlement, ...TakenSettlement[]],
  shares: Shares,
  bookedOn: LocalDate,
): MoneyEntry {
  const { currency } = place;
  const lines = settlements.flatMap((settlement): EntryPart[] => {
    const { id, claimId, principalMinor, interestMinor, feesMinor, ownFeesMinor, surplusMinor } = settlement;
    const about = { claimId, settlementId: id };
    const creditorMinor =
      principalMinor +
      (shares.interestTo === 'creditor' ? interestMinor : 0n) +
      (shares.ownFeesTo === 'creditor' ? ownFeesMinor : 0n);
    const earnedMinor = principalMinor + interestMinor + feesMinor - creditorMinor;
    return [
      [creditors(creditorId, 'creditor', currency), -creditorMinor, about],
      [creditors(creditorId, 'earned', currency), -earnedMinor, about],
      [creditors(creditorId, 'debtors', currency), -surplusMinor, about],
    ];
  });
  const total = lines.reduce((sum, [, minor]) => sum - minor, 0n);
  const [settlement] = settlements;
  return {
    key: `allocated:${settlement.id}`,
    kind: 'allocated',
    bookedOn,
    lines: linesOf([collectors(from, place), total], ...lines),
    detail: { transactionId, settlementId: settlement.id },
  };
}

/** What is there on a creditor's accounts, by kind, in minor units; never negative. */
export type Available = ReadonlyMap<AccountKind, bigint>;

/**
 * Takes the lines of an `allocated` entry back. What is no longer there was paid out already: the collector has covered it,
 * and the creditor owes it. Of the debtors' money only what is of the same claim is there: the rest is other people's.
 *
 * @param ofDebtors what lies there for the debtors of each claim, in minor units
 * @param kind `taken-back`: the bank took the money; `deallocated`: it is nobody's again
 */
export function takenBackEntry(
  kind: 'taken-back' | 'deallocated',
  reversalId: SettlementId,
  place: Place,
  creditorId: CreditorId,
  allocated: readonly MoneyLine[],
  available: Available,
  ofDebtors: ReadonlyMap<ClaimId, bigint>,
  bookedOn: LocalDate,
  detail: MoneyEntry['detail'] = {},
): MoneyEntry {
  const left = new Map(available);
  const debtors = new Map(ofDebtors);
  let total = 0n;
  let short = 0n;
  const lines: EntryPart[] = [];
  for (const { account, minor, claimId, settlementId } of allocated) {
    if (account.owner !== creditorId) continue;
    const wanted = -minor;
    const there = left.get(account.kind) ?? 0n;
    const own = account.kind === 'debtors' ? ((claimId && debtors.get(claimId)) ?? 0n) : there;
    const taken = smaller(wanted, smaller(there, own));
    left.set(account.kind, there - taken);
    if (account.kind === 'debtors' && claimId !== undefined) debtors.set(claimId, own - taken);
    total += wanted;
    short += wanted - taken;
    const about = {
      ...(claimId === undefined ? {} : { claimId }),
      ...(settlementId === undefined ? {} : { settlementId }),
    };
    lines.push([account, taken, about]);
  }
  const to = collectors(kind === 'taken-back' ? 'bank' : 'unallocated', place);
  return {
    key: `${kind}:${reversalId}`,
    kind,
    bookedOn,
    lines: linesOf(...lines, [creditors(creditorId, 'advanced', place.currency), short], [to, -total]),
    detail: { ...detail, settlementId: reversalId },
  };
}
