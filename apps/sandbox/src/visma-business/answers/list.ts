import { isLeftOut } from '../../graphql/left-out.js';
import type { Company } from '../company.js';
import { badArgument } from '../errors.js';
import { RowView, type Table } from '../tables/table.js';
import type { World } from '../world.js';
import { type Filter, tester } from './filter.js';
import { grouped } from './groups.js';
import { type OrderBy, sorted } from './order.js';

export interface ListArgs {
  readonly filter?: Filter | null;
  readonly orderBy?: OrderBy | null;
  readonly groupBy?: readonly (Readonly<Record<string, unknown>> | null)[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly skip?: number | null;
}

export interface Connection {
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly items: readonly RowView[];
}

/** A page of a table, or its groups. @throws VismaError */
export function list(
  table: Table<unknown>,
  company: Company,
  rows: Iterable<unknown>,
  args: ListArgs,
  world: World,
): Connection {
  const passes = args.filter ? tester(table, args.filter, world) : () => true;
  const found = [...rows].filter(passes);
  if (args.groupBy) return groups(table, company, found, args, world);
  checkSizes(args);
  const all = sorted(table, found, args.orderBy, world);
  const cursorAt = (index: number): string => {
    const entry = all[index];
    const isByKey = world.switches.cursor === 'key';
    return encode(isByKey && entry ? JSON.stringify(keyOf(table, entry.row, world)) : String(index + 1));
  };
  const placeOf = (cursor: string | null | undefined, name: string): number | undefined => {
    if (isLeftOut(cursor)) return undefined;
    return placeIn(table, all, cursor, name, world);
  };
  const after = placeOf(args.after, 'after');
  const before = placeOf(args.before, 'before');
  const skip = args.skip ?? 0;
  let from = after ?? 0;
  let to = Math.min(before === undefined ? all.length : before - 1, all.length);
  if (isLeftOut(args.first) && !isLeftOut(args.last)) {
    to = Math.max(from, to - skip);
    from = Math.max(from, to - pageSize(args.last, world));
  } else {
    from = Math.min(from + skip, to);
    to = Math.min(to, from + pageSize(args.first, world));
  }
  const page = all.slice(from, to);
  return {
    totalCount: all.length,
    pageInfo: {
      hasNextPage: to < all.length,
      hasPreviousPage: from > 0,
      startCursor: page.length > 0 ? cursorAt(from) : null,
      endCursor: page.length > 0 ? cursorAt(to - 1) : null,
    },
    items: page.map(({ row }) => new RowView(table, company, row)),
  };
}

function groups(
  table: Table<unknown>,
  company: Company,
  found: readonly unknown[],
  args: ListArgs,
  world: World,
): Connection {
  const pages = [args.first, args.after, args.last, args.before, args.skip];
  if (pages.some((arg) => !isLeftOut(arg)))
    throw badArgument('Pagination is not supported together with grouping.');
  const by = (args.groupBy ?? []).flatMap((part) => Object.keys(part ?? {}));
  const items = grouped(table, company, found, by, world);
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
  return { totalCount: items.length, pageInfo, items };
}

/** docs.vismasoftware.no/businessnxtapi/apireference/features/pagination: positive integers only. */
function checkSizes(args: ListArgs): void {
  for (const name of ['first', 'last', 'skip'] as const) {
    const size = args[name];
    if (!isLeftOut(size) && size < 1)
      throw badArgument(`The value of '${name}' must be a positive integer, not ${size}.`);
  }
}

function pageSize(asked: number | null | undefined, { switches }: World): number {
  const { pageSizeMax, pageSizeDefault, overPageSizeMax } = switches;
  const max = pageSizeMax === 'none' ? Number.MAX_SAFE_INTEGER : pageSizeMax;
  if (isLeftOut(asked)) return pageSizeDefault === 'all' ? max : Math.min(max, pageSizeDefault);
  if (asked > max && overPageSizeMax === 'refuse')
    throw badArgument(`A page has at most ${max} rows, not ${asked}.`);
  return Math.min(max, asked);
}

/** How many rows stand up to and with the one that a cursor names. */
function placeIn(
  table: Table<unknown>,
  all: readonly { readonly row: unknown }[],
  cursor: string,
  name: string,
  world: World,
): number {
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  const bad = badArgument(`The value of '${name}' is not a cursor.`);
  if (world.switches.cursor === 'position') {
    if (!/^\d{1,9}$/.test(text) || encode(text) !== cursor) throw bad;
    return Number(text);
  }
  if (!/^\[.{1,200}\]$/.test(text)) throw bad;
  const index = all.findIndex(({ row }) => JSON.stringify(keyOf(table, row, world)) === text);
  // The row is gone: nobody knows where it stood.
  if (index < 0) throw bad;
  return index + 1;
}

function keyOf(table: Table<unknown>, row: unknown, world: World): (string | number | null)[] {
  return table.key.map((name) => table.columns[name]?.read(row, world) ?? null);
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
