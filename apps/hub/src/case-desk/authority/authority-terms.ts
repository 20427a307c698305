import type { JsonObject } from '@app/domain';
import type { Authority } from '@app/collection';

/** Terms as they are stored: amounts as text, since JSON's numbers are not exact. */
export function termsToJson(terms: Partial<Authority>): JsonObject {
  return Object.fromEntries(
    Object.entries(terms)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, typeof value === 'bigint' ? `${value}` : value]),
  );
}

/** The hub wrote them itself, checked at the edge. */
export function termsFromJson(stored: JsonObject): Partial<Authority> {
  return Object.fromEntries(
    Object.entries(stored).map(([field, value]) => [
      field,
      AMOUNTS.has(field) && typeof value === 'string' ? BigInt(value) : value,
    ]),
  ) as Partial<Authority>;
}

const AMOUNTS: ReadonlySet<string> = new Set<keyof Authority>([
  'waiveInterestMinorMax',
  'reducePrincipalMinorMax',
]);
