import { dayOfNumber } from '../day-numbers.js';
import { RowView } from '../tables/table.js';
import { tableOf } from '../tables/tables.js';
import type { World } from '../world.js';
import { aggregatesOf } from './groups.js';
import { list, type ListArgs } from './list.js';

const TWIN = 'AsDate';

/** What a row shows for a field of its type: a column, its twin as a date, a join, or a group's sums. */
export function fieldOf(view: RowView, name: string, args: ListArgs, world: World): unknown {
  const { table, company, row, group } = view;
  if (name === 'aggregates') return aggregatesOf(view, world);
  const join = table.joins[name];
  if (join) {
    if ('children' in join)
      return list(tableOf(join.children), company, join.find(row, company), args, world);
    const found = join.find(row, company);
    return found === undefined ? null : new RowView(tableOf(join.to), company, found);
  }
  const isTwin = name.endsWith(TWIN);
  const column = isTwin ? name.slice(0, 0 - TWIN.length) : name;
  if (group && !group.by.has(column)) return null;
  const shown = columnOf(view, column, world);
  return isTwin ? (dayOfNumber(Number(shown)) ?? null) : shown;
}

function columnOf({ table, row }: RowView, name: string, world: World): unknown {
  const malformed = table.malformed?.(row);
  if (malformed && Object.hasOwn(malformed, name)) return malformed[name];
  const column = table.columns[name];
  const value = column?.read(row, world) ?? null;
  switch (column?.type) {
    case 'Decimal':
      return world.decimal(Number(value), column.places);
    case 'DateTime':
      return world.switches.timestampForm === 'T' || value === null ? value : String(value).replace('T', ' ');
    case 'String':
      return value === '' ? '' : `${value ?? ''}${isPadded(table.key, row, table.columns, world) ? ' ' : ''}`;
    default:
      return value;
  }
}

/** Every third row's texts end in a blank, as some clients of the vendor have to trim. */
function isPadded(
  key: readonly string[],
  row: unknown,
  columns: RowView['table']['columns'],
  world: World,
): boolean {
  if (!world.switches.trailingBlanks) return false;
  const sum = key.reduce((total, name) => total + Number(columns[name]?.read(row, world) ?? 0), 0);
  return sum % 3 === 1;
}
