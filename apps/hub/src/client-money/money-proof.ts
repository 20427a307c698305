import type { Currency, LocalDate } from '@app/domain';
import type { Transaction } from '../database/transaction.js';
import type { AccountKind } from './accounts.js';
import type { BankBalance } from './bank-balances.js';
import { type AccountOwner, COLLECTOR } from './owner.js';

/** What an account held at the end of a day. */
export interface HeldOn {
  readonly owner: AccountOwner;
  readonly kind: AccountKind;
  readonly currency: Currency;
  readonly place: string;
  /** Debit positive. */
  readonly minor: bigint;
}

export interface ProvenBank {
  readonly place: string;
  readonly currency: Currency;
  readonly booksMinor: bigint;
  /** Of the bank's own statement of that day; null when it told none. */
  readonly bankMinor: bigint | null;
  /** Bank less books; null when the bank told nothing. */
  readonly differenceMinor: bigint | null;
}

export interface ProvenOwner {
  /** Null for the collector. */
  readonly creditorId: AccountOwner | null;
  /** What we hold of each kind: positive, but for what is laid out or unexplained, which is negative. */
  readonly held: Readonly<Partial<Record<AccountKind, bigint>>>;
}

/** In one currency: what lies at the bank is what belongs to somebody. */
export interface MoneyProof {
  readonly currency: Currency;
  readonly banks: readonly ProvenBank[];
  readonly owners: readonly ProvenOwner[];
  readonly atBankMinor: bigint;
  readonly belongsMinor: bigint;
  /** Nothing, always: the database holds it so. */
  readonly differenceMinor: bigint;
}

const HELD = `
  select creditor_id as owner, kind, currency, place, sum(amount_minor)::bigint as minor
  from client_money_line where booked_on <= $1 group by creditor_id, kind, currency, place
  having sum(amount_minor) <> 0 order by currency, creditor_id, kind, place`;

/** In an operator's transaction. Reads the whole journal until that day. */
export function heldOn(tx: Transaction, day: LocalDate): Promise<HeldOn[]> {
  return tx.query<HeldOn>(HELD, [day]);
}

export function proofOf(held: readonly HeldOn[], told: readonly BankBalance[]): MoneyProof[] {
  const currencies = [...new Set([...held, ...told].map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const mine = held.filter((one) => one.currency === currency);
    const banks = banksOf(
      mine,
      told.filter((one) => one.currency === currency),
      currency,
    );
    const owners = ownersOf(mine.filter(({ kind }) => kind !== 'bank'));
    const atBankMinor = banks.reduce((sum, { booksMinor }) => sum + booksMinor, 0n);
    const belongsMinor = mine.reduce((sum, { kind, minor }) => (kind === 'bank' ? sum : sum - minor), 0n);
    return {
      currency,
      banks,
      owners,
      atBankMinor,
      belongsMinor,
      differenceMinor: atBankMinor - belongsMinor,
    };
  });
}

function banksOf(held: readonly HeldOn[], told: readonly BankBalance[], currency: Currency): ProvenBank[] {
  const books = new Map(held.filter(({ kind }) => kind === 'bank').map(({ place, minor }) => [place, minor]));
  const bank = new Map(told.map(({ place, minor }) => [place, minor]));
  return [...new Set([...books.keys(), ...bank.keys()])].sort().map((place) => {
    const booksMinor = books.get(place) ?? 0n;
    const bankMinor = bank.get(place) ?? null;
    const differenceMinor = bankMinor === null ? null : bankMinor - booksMinor;
    return { place, currency, booksMinor, bankMinor, differenceMinor };
  });
}

function ownersOf(held: readonly HeldOn[]): ProvenOwner[] {
  const owners = new Map<AccountOwner, Partial<Record<AccountKind, bigint>>>();
  for (const { owner, kind, minor } of held) {
    const kinds = owners.get(owner) ?? {};
    kinds[kind] = (kinds[kind] ?? 0n) - minor;
    owners.set(owner, kinds);
  }
  return [...owners].map(([owner, kinds]) => ({
    creditorId: owner === COLLECTOR ? null : owner,
    held: kinds,
  }));
}
