import type { JsonValue } from '@app/domain';
import { lineKindFromJson } from './instruction-json.js';
import { BY_HAND_REASONS, type ByHand } from './money-beside.js';
import { moneyFromJson, moneyToJson, objectFromJson, StoredJsonError } from './money-json.js';

/** What is to be booked by hand, as it lies beside its write-back. */
export function byHandToJson(byHand: readonly ByHand[]): JsonValue {
  return byHand.map(({ kind, amount, reason }) => ({ kind, amount: moneyToJson(amount), reason }));
}

/** @throws StoredJsonError, UnknownCurrencyError */
export function byHandFromJson(stored: JsonValue): readonly ByHand[] {
  if (!Array.isArray(stored)) throw new StoredJsonError('amount by hand');
  return stored.map((value: JsonValue) => {
    const { kind, amount, reason: word } = objectFromJson(value, 'amount by hand');
    const reason = BY_HAND_REASONS.find((one) => one === word);
    if (reason === undefined) throw new StoredJsonError('amount by hand');
    return { kind: lineKindFromJson(kind), amount: moneyFromJson(amount), reason };
  });
}
