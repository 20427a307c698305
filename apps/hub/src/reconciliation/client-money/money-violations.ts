import type { CreditorId, Currency, LocalDate } from '@app/domain';
import { type AccountKind, CLAIMS_ON_OTHERS, LIABILITIES } from '../../client-money/accounts.js';
import { judgeSettlementMoney, type SettlementMoney } from './settlement-money.js';

/**
 * - `bank-not-explained`: at the end of a day the bank's accounts hold another sum than what we owe, by our own journal
 * - `balance-differs`: the table of balances says something else than the journal's lines
 * - `entry-unbalanced`: lines of an entry that do not add up to nothing, or are in several currencies
 * - `wrong-side`: an account holds less than nothing
 * - `settlement-differs`: an entry is not its settlement's parts, or a settlement of a bank transaction has none
 * - `settlement-unknown`: an entry for a settlement that is not there
 * - `payout-differs`: a payout that ended without an order, twice, or with another sum than was ordered
 */
export const VIOLATION_KINDS = [
  'bank-not-explained',
  'balance-differs',
  'entry-unbalanced',
  'wrong-side',
  'settlement-differs',
  'settlement-unknown',
  'payout-differs',
] as const;
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

export interface Violation {
  readonly kind: ViolationKind;
  /** Ids, keys and amounts in minor units; no personal data. */
  readonly detail: Readonly<Record<string, string>>;
}

/** What all creditors' client money is judged by, read at one moment. */
export interface MoneyFacts {
  /** Movements by booking day, summed up over owners. */
  readonly days: readonly {
    readonly day: LocalDate;
    readonly currency: Currency;
    readonly kind: AccountKind;
    readonly minor: bigint;
  }[];
  readonly accounts: readonly {
    readonly owner: CreditorId;
    readonly kind: AccountKind;
    readonly currency: Currency;
    readonly place: string;
    /** By the table of balances; null where it has no row. */
    readonly balanceMinor: bigint | null;
    /** By the journal's lines. */
    readonly journalMinor: bigint;
  }[];
  /** Only entries that do not balance. */
  readonly unbalanced: readonly {
    readonly entryKey: string;
    readonly minor: bigint;
    readonly currencies: number;
  }[];
  readonly settlements: readonly SettlementMoney[];
  /** Keys of entries that name a settlement which that creditor does not have. */
  readonly unknownSettlements: readonly { readonly entryKey: string; readonly settlementId: string }[];
  /** By payout: what was ordered, seen on the statement, and given back because the order failed. */
  readonly payouts: readonly {
    readonly payout: string;
    readonly orderedMinor: bigint;
    readonly paidMinor: bigint;
    readonly failedMinor: bigint;
  }[];
}

/** Everything that is wrong with the client money; empty when the books are right. */
export function moneyViolations(facts: MoneyFacts): Violation[] {
  return [
    ...bankByDay(facts),
    ...accountFaults(facts),
    ...facts.unbalanced.map(({ entryKey, minor, currencies }) =>
      violation('entry-unbalanced', { entryKey, minor, currencies }),
    ),
    ...facts.settlements.flatMap(settlementFault),
    ...facts.unknownSettlements.map((unknown) => violation('settlement-unknown', unknown)),
    ...facts.payouts.flatMap(payoutFault),
  ];
}

/** The bank's side on the left, whose money it is on the right: equal at the end of each day. */
function bankByDay({ days }: MoneyFacts): Violation[] {
  const found: Violation[] = [];
  const running = new Map<Currency, { bankMinor: bigint; owedMinor: bigint }>();
  const sorted = [...days].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  sorted.forEach(({ day, currency, kind, minor }, at) => {
    const sums = running.get(currency) ?? { bankMinor: 0n, owedMinor: 0n };
    if (kind === 'bank') sums.bankMinor += minor;
    else sums.owedMinor -= minor;
    running.set(currency, sums);
    if (sorted[at + 1]?.day === day) return;
    for (const [each, { bankMinor, owedMinor }] of running) {
      if (bankMinor !== owedMinor)
        found.push(violation('bank-not-explained', { day, currency: each, bankMinor, owedMinor }));
    }
  });
  return found;
}

function accountFaults({ accounts }: MoneyFacts): Violation[] {
  return accounts.flatMap(({ owner, kind, currency, place, balanceMinor, journalMinor }) => {
    const about = { owner, account: kind, currency, place };
    const faults: Violation[] = [];
    if ((balanceMinor ?? 0n) !== journalMinor)
      faults.push(
        violation('balance-differs', { ...about, balanceMinor: balanceMinor ?? 'none', journalMinor }),
      );
    const tooMuch = LIABILITIES.includes(kind) && journalMinor > 0n;
    const tooLittle = CLAIMS_ON_OTHERS.includes(kind) && journalMinor < 0n;
    if (tooMuch || tooLittle) faults.push(violation('wrong-side', { ...about, minor: journalMinor }));
    return faults;
  });
}

function settlementFault(money: SettlementMoney): Violation[] {
  const { fault, expectedMinor, heldMinor } = judgeSettlementMoney(money);
  if (fault === undefined) return [];
  const { settlementId, creditorId } = money;
  return [violation('settlement-differs', { settlementId, creditorId, fault, expectedMinor, heldMinor })];
}

function payoutFault({
  payout,
  orderedMinor,
  paidMinor,
  failedMinor,
}: MoneyFacts['payouts'][number]): Violation[] {
  const ended = paidMinor + failedMinor;
  if (orderedMinor > 0n && (ended === 0n || ended === orderedMinor)) return [];
  return [violation('payout-differs', { payout, orderedMinor, paidMinor, failedMinor })];
}

function violation(
  kind: ViolationKind,
  detail: Readonly<Record<string, string | bigint | number>>,
): Violation {
  const told = Object.entries(detail).map(([name, value]) => [name, `${value}`]);
  return { kind, detail: Object.fromEntries(told) as Record<string, string> };
}
