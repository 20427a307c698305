import type { ClaimId, CreditorId, SettlementId } from '@app/domain';
import {
  type AccountKind,
  CLAIMS_ON_OTHERS,
  LIABILITIES,
  type MoneyAccount,
} from '../../../apps/hub/src/client-money/accounts.js';
import { assertBalanced, type MoneyEntry } from '../../../apps/hub/src/client-money/money-entry.js';
import type { AccountOwner } from '../../../apps/hub/src/client-money/owner.js';
import type { MoneyFacts } from '../../../apps/hub/src/reconciliation/client-money/money-violations.js';
import type { SettlementLine } from '../../../apps/hub/src/reconciliation/client-money/settlement-money.js';

type Days = MoneyFacts['days'][number];
type Payouts = { -readonly [Key in keyof MoneyFacts['payouts'][number]]: MoneyFacts['payouts'][number][Key] };

/** The client-money journal in memory, as strict as the database: balanced, once per key, never less than nothing. */
export class MemoryBook {
  entries = 0;
  readonly #keys = new Set<string>();
  readonly #balances = new Map<string, { readonly account: MoneyAccount; minor: bigint }>();
  readonly #ofClaims = new Map<string, bigint>();
  readonly #days = new Map<string, Omit<Days, 'minor'> & { minor: bigint }>();
  readonly #payouts = new Map<string, Payouts>();
  readonly #settlements = new Map<SettlementId, SettlementLine[]>();
  readonly #takenBack = new Map<string, SettlementLine[]>();

  /** @throws Error as the database would refuse it; nothing is booked then */
  post(entry: MoneyEntry): void {
    assertBalanced(entry);
    if (this.#keys.has(entry.key)) return;
    const moved = new Map<string, bigint>();
    for (const { account, minor } of entry.lines) {
      const name = nameOf(account);
      moved.set(name, (moved.get(name) ?? this.#balances.get(name)?.minor ?? 0n) + minor);
    }
    for (const { account } of entry.lines) {
      const minor = moved.get(nameOf(account)) ?? 0n;
      const isWrong =
        (LIABILITIES.includes(account.kind) && minor > 0n) ||
        (CLAIMS_ON_OTHERS.includes(account.kind) && minor < 0n);
      if (isWrong) throw new Error(`${entry.key}: ${account.kind} would hold less than nothing (${minor}).`);
    }
    this.#keys.add(entry.key);
    this.entries += 1;
    for (const { account } of entry.lines) {
      const name = nameOf(account);
      this.#balances.set(name, { account, minor: moved.get(name) ?? 0n });
    }
    this.#remember(entry);
  }

  /** What an account holds, or what of it is about one claim; positive. */
  holds(owner: AccountOwner, kind: AccountKind, claimId?: ClaimId): bigint {
    if (claimId !== undefined) return -(this.#ofClaims.get(`${owner} ${kind} ${claimId}`) ?? 0n);
    let minor = 0n;
    for (const { account, minor: balance } of this.#balances.values()) {
      if (account.owner === owner && account.kind === kind) minor += balance;
    }
    return kind === 'advanced' ? minor : -minor;
  }

  /** As the reader of the real journal finds them: of a payment by its id, of a reversal by the entry's key. */
  linesOf(settlementId: SettlementId, kind: 'payment' | 'reversal'): readonly SettlementLine[] {
    if (kind === 'payment') return this.#settlements.get(settlementId) ?? [];
    return this.#takenBack.get(`taken-back:${settlementId}`) ?? [];
  }

  /** As the checker of the real journal reads it. */
  facts(settlements: MoneyFacts['settlements']): MoneyFacts {
    const known = new Set(settlements.map(({ settlementId }) => settlementId));
    return {
      days: [...this.#days.values()],
      accounts: [...this.#balances.values()].map(({ account, minor }) => ({
        owner: account.owner,
        kind: account.kind,
        currency: account.currency,
        place: account.place,
        balanceMinor: minor,
        journalMinor: minor,
      })),
      unbalanced: [],
      settlements,
      unknownSettlements: [...this.#settlements]
        .filter(([id]) => !known.has(id))
        .map(([settlementId, lines]) => ({ settlementId, entryKey: lines[0]?.entryKey ?? '' })),
      payouts: [...this.#payouts.values()],
    };
  }

  #remember({ key, kind: entryKind, bookedOn, lines }: MoneyEntry): void {
    for (const { account, minor, claimId, settlementId } of lines) {
      const { owner, kind, currency } = account;
      const place = `${bookedOn} ${currency} ${kind}`;
      const day = this.#days.get(place) ?? { day: bookedOn, currency, kind, minor: 0n };
      this.#days.set(place, { ...day, minor: day.minor + minor });
      if (claimId !== undefined) {
        const about = `${owner} ${kind} ${claimId}`;
        this.#ofClaims.set(about, (this.#ofClaims.get(about) ?? 0n) + minor);
      }
      const line = { entryKey: key, kind, currency, claimId: claimId ?? null, minor };
      if (entryKind === 'allocated' && settlementId !== undefined)
        this.#settlements.set(settlementId, [...(this.#settlements.get(settlementId) ?? []), line]);
      if (entryKind === 'taken-back' && kind !== 'bank')
        this.#takenBack.set(key, [...(this.#takenBack.get(key) ?? []), line]);
      if (kind === 'on-its-way') this.#count(key.split(':')[1] ?? '', entryKind, minor);
    }
  }

  #count(payout: string, entryKind: string, minor: bigint): void {
    const sums = this.#payouts.get(payout) ?? { payout, orderedMinor: 0n, paidMinor: 0n, failedMinor: 0n };
    if (entryKind === 'ordered') sums.orderedMinor -= minor;
    else if (entryKind === 'paid-out') sums.paidMinor += minor;
    else sums.failedMinor += minor;
    this.#payouts.set(payout, sums);
  }
}

function nameOf({ owner, kind, currency, place }: MoneyAccount): string {
  return `${owner satisfies CreditorId} ${kind} ${currency} ${place}`;
}
