import { isLeftOut } from '../../graphql/left-out.js';
import type { Column, ColumnType, Table } from '../tables/table.js';
import type { World } from '../world.js';

/** `{column: {_gt: 1}, _and: [...], _or: [...]}`; everything at one level must hold. */
export type Filter = Readonly<Record<string, unknown>>;
type Operand = number | string | null;
type Test<R> = (row: R) => boolean;

/** A test of rows. Texts compare without their trailing blanks and without regard to case, as the database's collation does. */
export function tester<R>(table: Table<R>, filter: Filter, world: World): Test<R> {
  const tests = Object.entries(filter).flatMap(([name, value]): Test<R>[] => {
    if (isLeftOut(value)) return [];
    if (name === '_and' || name === '_or') {
      const parts = (value as readonly (Filter | null)[]).flatMap((part) =>
        part ? [tester(table, part, world)] : [],
      );
      if (name === '_and') return [(row) => parts.every((test) => test(row))];
      return [(row) => parts.length === 0 || parts.some((test) => test(row))];
    }
    const column = table.columns[name];
    return column ? [columnTest(column, value as Filter, world)] : [];
  });
  return (row) => tests.every((test) => test(row));
}

function columnTest<R>(column: Column<R>, operators: Filter, world: World): Test<R> {
  const tests = Object.entries(operators).map(([operator, operand]) => valueTest(column, operator, operand));
  return (row) => {
    const value = comparable(column.type, column.read(row, world));
    return tests.every((test) => test(value));
  };
}

type Kind = Pick<Column<unknown>, 'type' | 'places'>;

function valueTest(kind: Kind, operator: string, operand: unknown): (value: Operand) => boolean {
  if (operator === '_in' || operator === '_not_in') {
    const wanted = new Set((operand as readonly Operand[] | null)?.map((one) => operandOf(kind, one)));
    return operator === '_in'
      ? (value) => wanted.has(value)
      : (value) => value !== null && !wanted.has(value);
  }
  const other = operandOf(kind, operand as Operand);
  if (operator === '_like') {
    const pattern = likePattern(String(operand));
    return (value) => value !== null && pattern.test(String(value));
  }
  // As in SQL, null is neither equal nor unequal to anything, nor before or after it.
  return (value) => {
    if (value === null || other === null) return operator === '_eq' && value === other;
    switch (operator) {
      case '_eq':
        return value === other;
      case '_not_eq':
        return value !== other;
      case '_gt':
        return value > other;
      case '_gte':
        return value >= other;
      case '_lt':
        return value < other;
      default:
        return value <= other;
    }
  };
}

function operandOf({ type, places = 2 }: Kind, operand: Operand): Operand {
  // Rows keep whole minor units; an operand may have more decimals than they can.
  return comparable(type, type === 'Decimal' && operand !== null ? Number(operand) * 10 ** places : operand);
}

function comparable(type: ColumnType, value: Operand): Operand {
  if (value === null || type === 'Int' || type === 'DateTime') return value;
  if (type === 'Decimal') return Math.round(Number(value) * 1e4) / 1e4;
  return type === 'String' ? String(value).trimEnd().toLowerCase() : value;
}

/** `%` stands for any text, `_` for one character. */
function likePattern(text: string): RegExp {
  const pattern = [...text.trimEnd()]
    .map((sign) => (sign === '%' ? '.*' : sign === '_' ? '.' : sign.replace(/[.*+?^${}()|[\]\\]/, '\\$&')))
    .join('');
  return new RegExp(`^${pattern}$`, 'is');
}
