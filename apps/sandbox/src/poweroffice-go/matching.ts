import { latest, type LocalDate } from '@app/domain';
import type { Allocation, Entry } from './rows.js';
import type { Stamp } from './stamps.js';

export interface MatchingOptions {
  readonly nextId: () => number;
  readonly stamp: () => Stamp;
}

/**
 * Matches debits with credits of one customer, whole or in part. Entries that hang together share one id, as in the vendor's
 * `MatchId`; what is left of each is its `Balance`. Nothing is ever matched beyond the smaller of the two.
 */
export class Matching {
  readonly #groups = new Map<number, Set<Entry>>();

  constructor(private readonly options: MatchingOptions) {}

  entriesOf(matchId: number): readonly Entry[] {
    return [...(this.#groups.get(matchId) ?? [])].sort((a, b) => a.id - b.id);
  }

  /** Matches as much as both have left. Answers false when they have not opposite signs, or nothing left. */
  match(one: Entry, other: Entry): boolean {
    if (one.customer !== other.customer || one.balanceMinor * other.balanceMinor >= 0) return false;
    const [debit, credit] = one.balanceMinor > 0 ? [one, other] : [other, one];
    const baseMinor = Math.min(debit.balanceMinor, 0 - credit.balanceMinor);
    const allocation: Allocation = {
      debit,
      credit,
      baseMinor,
      debitCurrencyMinor: currencyPart(debit, credit, baseMinor),
      creditCurrencyMinor: currencyPart(credit, debit, baseMinor),
      on: latest(debit.posting.on, credit.posting.on),
    };
    this.#apply(allocation, 1);
    this.#join(debit, credit);
    return true;
  }

  /** Takes an entry out of its match; its counterparts have their balance back. */
  unmatch(entry: Entry): void {
    const touched = new Set<Entry>([entry]);
    for (const allocation of entry.allocations) {
      this.#apply(allocation, -1);
      touched.add(allocation.debit).add(allocation.credit);
    }
    for (const one of touched) if (one.allocations.size === 0) this.#leave(one);
  }

  #apply(allocation: Allocation, sign: 1 | -1): void {
    const { debit, credit, baseMinor } = allocation;
    debit.balanceMinor -= sign * baseMinor;
    debit.balanceCurrencyMinor -= sign * allocation.debitCurrencyMinor;
    credit.balanceMinor += sign * baseMinor;
    credit.balanceCurrencyMinor += sign * allocation.creditCurrencyMinor;
    const changedAt = this.options.stamp();
    for (const entry of [debit, credit]) {
      if (sign > 0) entry.allocations.add(allocation);
      else entry.allocations.delete(allocation);
      entry.changedAt = changedAt;
    }
  }

  #join(debit: Entry, credit: Entry): void {
    const id = debit.matchId ?? credit.matchId ?? this.options.nextId();
    const group = this.#groups.get(id) ?? new Set<Entry>();
    this.#groups.set(id, group);
    for (const entry of [debit, credit]) {
      if (entry.matchId !== null && entry.matchId !== id) {
        for (const member of this.#groups.get(entry.matchId) ?? []) {
          this.#groups.get(entry.matchId)?.delete(member);
          member.matchId = id;
          group.add(member);
        }
      }
      entry.matchId = id;
      group.add(entry);
    }
  }

  #leave(entry: Entry): void {
    if (entry.matchId === null) return;
    const group = this.#groups.get(entry.matchId);
    group?.delete(entry);
    if (group?.size === 0) this.#groups.delete(entry.matchId);
    entry.matchId = null;
  }
}

/** What was left at the end of a day, in the company's currency. */
export function balanceAt(entry: Entry, day: LocalDate): number {
  let balance = entry.posting.amountMinor;
  for (const { debit, baseMinor, on } of entry.allocations) {
    if (on <= day) balance += debit === entry ? 0 - baseMinor : baseMinor;
  }
  return balance;
}

function currencyPart(entry: Entry, counter: Entry, baseMinor: number): number {
  const left = Math.abs(entry.balanceCurrencyMinor);
  const baseLeft = Math.abs(entry.balanceMinor);
  if (baseMinor === baseLeft) return left;
  const isSame = entry.posting.currency === counter.posting.currency;
  const part = isSame
    ? Math.abs(counter.balanceCurrencyMinor)
    : Math.round((left * baseMinor) / Math.max(1, baseLeft));
  return Math.min(left, part);
}
