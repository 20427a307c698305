import type { Company } from '../company.js';
import type { Table } from '../tables/table.js';
import type { Filter } from './filter.js';

/** Looked through for this many values of an `_in` or fewer; beyond them the table itself is no longer. */
const VALUES_MAX = 5_000;

/**
 * Rows that can pass the filter at all, found through an index; undefined when nothing in the filter names an indexed
 * column, and every row of the table must be looked at. A superset: the filter still decides about each.
 */
export function candidates(
  table: Table<unknown>,
  company: Company,
  filter: Filter | null | undefined,
): ReadonlySet<unknown> | undefined {
  const { indexes } = table;
  if (!indexes || !filter) return undefined;
  const rows = narrowed(table, company, filter);
  if (!rows) return undefined;
  const shown = new Set<unknown>();
  for (const row of rows) if (indexes.shows(row)) shown.add(row);
  return shown;
}

/** Everything at one level must hold, so any part of it is enough: the one with the fewest rows. */
function narrowed(table: Table<unknown>, company: Company, filter: Filter): readonly unknown[] | undefined {
  let fewest: readonly unknown[] | undefined;
  for (const [name, value] of Object.entries(filter)) {
    const rows = ofPart(table, company, name, value);
    if (rows && (!fewest || rows.length < fewest.length)) fewest = rows;
  }
  return fewest;
}

function ofPart(
  table: Table<unknown>,
  company: Company,
  name: string,
  value: unknown,
): readonly unknown[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (name === '_and' || name === '_or') {
    const parts = (value as readonly (Filter | null)[]).filter((part) => part !== null);
    const found = parts.map((part) => narrowed(table, company, part));
    if (name === '_and') return found.reduce(fewerOf, undefined);
    return found.length > 0 && found.every((rows) => rows !== undefined) ? found.flat() : undefined;
  }
  const index = table.indexes?.columns[name];
  if (!index) return undefined;
  const { _eq: equal, _in: among, _gt: beyond, _gte: from } = value as Filter;
  if (typeof equal === 'number') return [...index.equal(company, equal)];
  if (Array.isArray(among) && among.length <= VALUES_MAX)
    return [...new Set(among as readonly unknown[])].flatMap((one) => [...index.equal(company, Number(one))]);
  const least = typeof beyond === 'number' ? beyond : from;
  return typeof least === 'number' ? [...index.from(company, least)] : undefined;
}

function fewerOf(
  a: readonly unknown[] | undefined,
  b: readonly unknown[] | undefined,
): readonly unknown[] | undefined {
  if (!a || !b) return a ?? b;
  return b.length < a.length ? b : a;
}
