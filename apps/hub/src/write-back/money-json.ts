import {
  currency,
  type JsonObject,
  type JsonValue,
  type LedgerPosting,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  type Money,
  money,
} from '@app/domain';

/** Stored JSON that is not what this code wrote: a row of another version, or edited by hand. */
export class StoredJsonError extends Error {
  constructor(what: string) {
    super(`A stored ${what} cannot be read: it was not written by this version of the hub.`);
    this.name = 'StoredJsonError';
  }
}

/** Money in a `jsonb` column: minor units as text, since JSON numbers are binary floats. */
export function moneyToJson({ minor, currency: code }: Money): JsonObject {
  return { minor: minor.toString(), currency: code };
}

/** @throws StoredJsonError, UnknownCurrencyError */
export function moneyFromJson(value: JsonValue | undefined): Money {
  const { minor, currency: code } = objectFromJson(value, 'amount');
  if (typeof minor !== 'string' || typeof code !== 'string' || !/^-?\d+$/.test(minor))
    throw new StoredJsonError('amount');
  return money(BigInt(minor), currency(code));
}

export function postingToJson(posting: LedgerPosting): JsonObject {
  return {
    postingId: posting.postingId,
    voucherId: posting.voucherId,
    bookedOn: posting.bookedOn,
    change: moneyToJson(posting.change),
  };
}

/** @throws StoredJsonError, UnknownCurrencyError, MalformedDateError */
export function postingFromJson(value: JsonValue | undefined): LedgerPosting {
  const stored = objectFromJson(value, 'posting');
  return {
    postingId: textFromJson(stored['postingId'], 'posting') as LedgerPostingId,
    voucherId: textFromJson(stored['voucherId'], 'posting') as LedgerVoucherId,
    bookedOn: localDate(textFromJson(stored['bookedOn'], 'posting')),
    change: moneyFromJson(stored['change']),
  };
}

export function objectFromJson(value: JsonValue | undefined, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new StoredJsonError(what);
  return value as JsonObject;
}

export function textFromJson(value: JsonValue | undefined, what: string): string {
  if (typeof value !== 'string') throw new StoredJsonError(what);
  return value;
}
