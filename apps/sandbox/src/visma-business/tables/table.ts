import type { Company } from '../company.js';
import type { World } from '../world.js';

/**
 * How a column is kept and compared: `Decimal` in minor units, `DateTime` as the text of an instant in the server's local
 * time or null, the others as they are shown.
 */
export type ColumnType = 'Int' | 'Decimal' | 'String' | 'DateTime';

export interface Column<R> {
  readonly type: ColumnType;
  /** Kept as `yyyymmdd`, and shown once more as `<column>AsDate`. */
  readonly isDay?: boolean;
  /** Nobody outside the vendor has seen it here: there with the switch `moreColumns` only. */
  readonly isUnseen?: boolean;
  /** Places after the point that a `Decimal` has. Default 2. */
  readonly places?: number;
  read(row: R, world: World): number | string | null;
}

/** A row of another table that a row points to, or rows that point to it. */
export type Join<R> =
  | { readonly to: string; readonly isUnseen?: boolean; find(row: R, company: Company): unknown }
  | { readonly children: string; find(row: R, company: Company): Iterable<unknown> };

/** A way to a column's rows without looking at all of the table; may answer rows that the table does not show. */
export interface ColumnIndex<R> {
  equal(company: Company, value: number): Iterable<R>;
  /** Rows with this value or a greater one. */
  from(company: Company, value: number): Iterable<R>;
}

/** One table of a company: a field of `useCompany`, a row type, a filter and an order by its columns. */
export interface Table<R> {
  readonly field: string;
  readonly type: string;
  readonly columns: Readonly<Record<string, Column<R>>>;
  /** Names of the columns of the primary key, which is also the order of a list that asks for none. */
  readonly key: readonly string[];
  readonly joins: Readonly<Record<string, Join<R>>>;
  /** Columns that `groupBy` can sum. */
  readonly sums: readonly string[];
  rows(company: Company, world: World): Iterable<R>;
  /** By column; `shows` tells which of an index's rows stand in the table. */
  readonly indexes?: {
    readonly columns: Readonly<Record<string, ColumnIndex<R>>>;
    shows(row: R): boolean;
  };
  /** JSON values that a row shows instead of its own. */
  malformed?(row: R): Readonly<Record<string, unknown>> | undefined;
}

/** A row as the executor walks it: its columns are read when they are asked for. */
export class RowView {
  constructor(
    readonly table: Table<unknown>,
    readonly company: Company,
    readonly row: unknown,
    /** Of a grouped list: the columns it was grouped by, and the rows. */
    readonly group?: { readonly by: ReadonlySet<string>; readonly rows: readonly unknown[] },
  ) {}
}

/** The columns and joins that the schema has under the switches. */
export function shownColumns(
  table: Table<unknown>,
  world: Pick<World, 'switches'>,
): [string, Column<unknown>][] {
  const { missingColumns, moreColumns } = world.switches;
  return Object.entries(table.columns).filter(
    ([name, { isUnseen }]) =>
      (moreColumns || isUnseen !== true) && !missingColumns.includes(`${table.type}.${name}`),
  );
}

export const int = <R>(read: Column<R>['read'], more: Partial<Column<R>> = {}): Column<R> => ({
  type: 'Int',
  read,
  ...more,
});
export const day = <R>(read: Column<R>['read'], more: Partial<Column<R>> = {}): Column<R> => ({
  type: 'Int',
  isDay: true,
  read,
  ...more,
});
export const decimal = <R>(read: Column<R>['read'], more: Partial<Column<R>> = {}): Column<R> => ({
  type: 'Decimal',
  read,
  ...more,
});
export const string = <R>(read: Column<R>['read'], more: Partial<Column<R>> = {}): Column<R> => ({
  type: 'String',
  read,
  ...more,
});

/** An instant in the server's local time (Europe/Oslo), seven digits of a second; null for a row not touched since long. */
export function stamp<R>(ms: (row: R) => number): Column<R> {
  return { type: 'DateTime', read: (row, world) => world.timestamp(ms(row)) };
}
