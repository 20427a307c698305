import type { Table } from '../tables/table.js';
import type { World } from '../world.js';

export type SortOrder = 'ASC' | 'DESC';
export type OrderBy = readonly (Readonly<Record<string, SortOrder | null>> | null)[];

interface Sorted<R> {
  readonly row: R;
  readonly key: readonly (number | string | null)[];
}

/** Rows with what they are sorted by: the columns asked for, and then the primary key, so that no two are equal. */
export function sorted<R>(
  table: Table<R>,
  rows: readonly R[],
  orderBy: OrderBy | null | undefined,
  world: World,
): Sorted<R>[] {
  const asked = (orderBy ?? []).flatMap((part) =>
    Object.entries(part ?? {}).flatMap(([name, order]) => (order === null ? [] : [{ name, order }])),
  );
  const columns = [...asked, ...table.key.map((name) => ({ name, order: 'ASC' as const }))];
  const withKeys = rows.map((row) => ({
    row,
    key: columns.map(({ name }) => table.columns[name]?.read(row, world) ?? null),
  }));
  const signs = columns.map(({ order }) => (order === 'DESC' ? -1 : 1));
  return withKeys.sort((a, b) => compare(a.key, b.key, signs));
}

/** By the first column that differs; null comes first, as in the database. */
export function compare(
  a: readonly (number | string | null)[],
  b: readonly (number | string | null)[],
  signs: readonly number[],
): number {
  for (let i = 0; i < signs.length; i += 1) {
    const [left = null, right = null] = [a[i], b[i]];
    if (left === right) continue;
    const sign = signs[i] ?? 1;
    if (left === null || right === null) return left === null ? -sign : sign;
    return left < right ? -sign : sign;
  }
  return 0;
}
