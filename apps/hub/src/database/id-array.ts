/** Letters, digits, dashes: nothing that PostgreSQL would take for a quote, a comma or NULL. */
const PLAIN = /^(?!null$)[\w-]+$/i;

/**
 * Ids, fingerprints, keywords as a parameter of type `text[]` or `uuid[]`. `pg` writes arrays value by value, letter by letter; these need none of
 * that care. Values that do are left to it.
 */
export function idArray(ids: readonly string[]): string | readonly string[] {
  return ids.every((id) => PLAIN.test(id)) ? `{${ids.join(',')}}` : ids;
}
