import type { Company } from '../company.js';
import { RowView, type Table } from '../tables/table.js';
import type { World } from '../world.js';

/** One item per value of the columns grouped by. */
export function grouped(
  table: Table<unknown>,
  company: Company,
  rows: readonly unknown[],
  by: readonly string[],
  world: World,
): RowView[] {
  const groups = new Map<string, unknown[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((name) => table.columns[name]?.read(row, world)));
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  const columns = new Set(by);
  return [...groups.values()].map(
    (members) => new RowView(table, company, members[0], { by: columns, rows: members }),
  );
}

/** `aggregates { sum { column } count { column } }` of one group; null for a row that is none. */
export function aggregatesOf({ table, group }: RowView, world: World): object | null {
  if (!group) return null;
  const sum = Object.fromEntries(
    table.sums.map((name) => [
      name,
      () => {
        const column = table.columns[name];
        let total = 0;
        for (const row of group.rows) total += Number(column?.read(row, world) ?? 0);
        return world.decimal(total);
      },
    ]),
  );
  const count = Object.fromEntries(Object.keys(table.columns).map((name) => [name, group.rows.length]));
  return { sum, count };
}
