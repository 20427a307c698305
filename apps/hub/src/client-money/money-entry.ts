import type { ClaimId, JsonObject, LocalDate, SettlementId } from '@app/domain';
import { COLLECTORS_KINDS, CREDITORS_KINDS, type MoneyAccount } from './accounts.js';
import { COLLECTOR } from './owner.js';

/** One line of an entry. */
export interface MoneyLine {
  readonly account: MoneyAccount;
  /** Debit positive, credit negative; never nothing. */
  readonly minor: bigint;
  readonly claimId?: ClaimId;
  readonly settlementId?: SettlementId;
}

/** Money that moves, in one currency: the lines add up to nothing. */
export interface MoneyEntry {
  /** Tells what happened, once: the same key is never booked twice. Example: `received:<bank transaction>`. */
  readonly key: string;
  /** A word for people and reports. Example: `received`, `allocated`, `remitted`. */
  readonly kind: string;
  /** Day in the books: the bank's booking day for what the bank did, the day of the decision for what we did. */
  readonly bookedOn: LocalDate;
  readonly lines: readonly MoneyLine[];
  /** What it rests on: ids, numbers, no personal data. */
  readonly detail?: JsonObject;
}

/** A fault of whoever made the entry; the database would refuse it as well. */
export class UnbalancedEntryError extends Error {
  constructor(key: string, reason: string) {
    super(`The entry ${key} is no entry: ${reason}.`);
    this.name = 'UnbalancedEntryError';
  }
}

/** @throws UnbalancedEntryError lines of nothing, fewer than two, several currencies, or a sum that is not nothing */
export function assertBalanced({ key, lines }: MoneyEntry): void {
  if (lines.length < 2) throw new UnbalancedEntryError(key, 'it has fewer than two lines');
  const currencies = new Set(lines.map(({ account }) => account.currency));
  if (currencies.size > 1)
    throw new UnbalancedEntryError(key, `it is in several currencies (${[...currencies].join(', ')})`);
  let sum = 0n;
  for (const { account, minor } of lines) {
    if (minor === 0n) throw new UnbalancedEntryError(key, `its line for ${account.kind} is of nothing`);
    if (!isOfOwner(account))
      throw new UnbalancedEntryError(key, `${account.kind} is not an account of that owner`);
    sum += minor;
  }
  if (sum !== 0n) throw new UnbalancedEntryError(key, `its lines add up to ${sum}`);
}

/** One line of an entry that is being written; it may turn out to be of nothing. */
export type EntryPart = readonly [MoneyAccount, bigint, Pick<MoneyLine, 'claimId' | 'settlementId'>?];

/** Lines of nothing left out: so entries can be written as a table of all that may happen. */
export function linesOf(...parts: readonly EntryPart[]): MoneyLine[] {
  return parts
    .filter(([, minor]) => minor !== 0n)
    .map(([account, minor, about]) => ({ account, minor, ...about }));
}

function isOfOwner({ owner, kind }: MoneyAccount): boolean {
  return (owner === COLLECTOR ? COLLECTORS_KINDS : CREDITORS_KINDS).includes(kind);
}
