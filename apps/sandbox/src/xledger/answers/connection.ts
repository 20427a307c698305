import { invalidValue } from '../errors.js';
import { firstIndex } from '../first-index.js';
import type { XledgerUnverified } from '../unverified.js';
import { isLeftOut } from '../../graphql/left-out.js';

/** Most rows of one list (zendesk article 23682919258514 and its neighbours: "10,000 records a query"). */
export const ROWS_MAX = 10_000;

export interface WalkArgs {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly after?: string | null;
}

export interface Source<T> {
  /** In the order of `key`, ascending. */
  readonly rows: readonly T[];
  /** Place in the order; the cursor says it, so that a row that vanished is no obstacle. */
  readonly key: (row: T) => readonly number[];
  readonly keep: (row: T) => boolean;
  readonly view: (row: T) => unknown;
}

export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

/**
 * A page of a list. `first` and `after` walk from the oldest, `last` and `before` from the newest. `edges` is null, not an
 * empty list, when nothing is found; there is no `endCursor`.
 */
export function connect<T>(
  args: WalkArgs,
  source: Source<T>,
  switches: XledgerUnverified,
  counted: (rows: number) => void,
): Connection | null {
  const { first, last } = args;
  if (!isLeftOut(first) && !isLeftOut(last))
    throw invalidValue('first, last: only one of them can be given.');
  const size = pageSize(first ?? last ?? ROWS_MAX, switches);
  const after = place(args.after, 'after');
  const before = place(args.before, 'before');
  const { rows, key, keep } = source;
  const from = after ? firstIndex(rows, (row) => compare(key(row), after) > 0) : 0;
  const to = before ? firstIndex(rows, (row) => compare(key(row), before) >= 0) : rows.length;
  const found: T[] = [];
  const isBackwards = !isLeftOut(last);
  for (let i = 0; i < to - from && found.length <= size; i += 1) {
    const row = rows[isBackwards ? to - 1 - i : from + i];
    if (row !== undefined && keep(row)) found.push(row);
  }
  const hasMore = found.length > size;
  const page = found.slice(0, size);
  if (isBackwards) page.reverse();
  counted(page.length);
  if (page.length === 0 && switches.emptyList === 'root-null') return null;
  return {
    edges:
      page.length === 0
        ? null
        : page.map((row) => ({ cursor: source.key(row).join('.'), node: source.view(row) })),
    pageInfo: {
      hasNextPage: isBackwards ? before !== undefined : hasMore,
      hasPreviousPage: isBackwards ? hasMore : after !== undefined,
    },
  };
}

function pageSize(asked: number, { overRowsMax }: XledgerUnverified): number {
  if (asked < 1) throw invalidValue(`first: ${asked} is not a number of rows.`);
  if (asked <= ROWS_MAX) return asked;
  if (overRowsMax === 'refuse') throw invalidValue(`first: ${asked} is more than ${ROWS_MAX}.`);
  return ROWS_MAX;
}

function place(cursor: string | null | undefined, name: string): readonly number[] | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  if (!/^\d{1,16}(\.\d{1,16}){0,2}$/.test(cursor))
    throw invalidValue(`${name}: '${cursor.slice(0, 50)}' is not a cursor.`);
  return cursor.split('.').map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
