import { LedgerContradictionError } from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import type { VismaClient } from './client.js';
import { allOf, beyond, type Filter } from './filters.js';
import { ROWS_MAX } from './limits.js';
import type { TableRead, TableRows } from './table-read.js';

/** A table, or a part of it, that is of use only when every row of it came. */
export interface WholeRead {
  readonly table: string;
  readonly fields: readonly string[];
  readonly filter?: Filter;
  /** Columns that together tell rows apart, whole numbers, and among the fields. */
  readonly key: readonly string[];
  /** From the far end, and no further than the bound: what lies beyond is of no use to whoever asks so. */
  readonly newestFirst?: boolean;
}

/** Ten thousand rows, if the server lists 500 at a time; it may list fewer, since its bound is not published. */
const REQUESTS_MAX = 20;

/**
 * Reads tables to their end: all of them in one call, and then, one by one, what the server did not list at once.
 * @throws LedgerContradictionError one of them does not end, or repeats itself
 */
export async function wholeTables<N extends string>(
  { client, companyNo }: { readonly client: VismaClient; readonly companyNo: number },
  operation: string,
  reads: Readonly<Record<N, WholeRead>>,
  signal?: AbortSignal,
): Promise<Readonly<Record<N, TableRows>>> {
  const entries = Object.entries<WholeRead>(reads);
  const asked = Object.fromEntries(entries.map(([name, read]) => [name, toRead(read)]));
  const first = await client.tables<string>(operation, companyNo, asked, signal);
  const whole: Record<string, TableRows> = {};
  for (const [name, read] of entries) {
    const parts: TableRows[] = [];
    let part = first[name];
    while (part) {
      parts.push(part);
      if (!hasMore(part) || (read.newestFirst && parts.length >= REQUESTS_MAX)) break;
      if (parts.length >= REQUESTS_MAX)
        throw new LedgerContradictionError(
          `Visma’s list for ${operation} did not end within ${REQUESTS_MAX} requests.`,
        );
      const last = keyOf(part.rows.at(-1), read.key);
      const rest = toRead({
        ...read,
        filter: allOf(read.filter, beyond(read.newestFirst ? '_lt' : '_gt', read.key, last)),
      });
      const next: TableRows = (await client.tables(operation, companyNo, { rest }, signal)).rest;
      if (next.rows.length > 0 && !isBeyond(keyOf(next.rows[0], read.key), last, read))
        throw new LedgerContradictionError(`Visma repeats rows in the list for ${operation}.`);
      part = next;
    }
    whole[name] = joined(parts);
  }
  return whole as Readonly<Record<N, TableRows>>;
}

function toRead({ table, fields, filter, key, newestFirst }: WholeRead): TableRead {
  const direction = newestFirst ? 'DESC' : 'ASC';
  const order = `[${key.map((column) => `{ ${column}: ${direction} }`).join(', ')}]`;
  return { table, fields, order, first: ROWS_MAX, ...(filter === undefined ? {} : { filter }) };
}

function hasMore({ rows, hasNextPage }: TableRows): boolean {
  return rows.length > 0 && (hasNextPage ?? rows.length >= ROWS_MAX);
}

function keyOf(row: unknown, key: readonly string[]): readonly number[] {
  return key.map((column) => {
    const value = isRecord(row) ? row[column] : undefined;
    if (typeof value !== 'number') throw new LedgerContradictionError('Visma lists a row without its key.');
    return value;
  });
}

function isBeyond(key: readonly number[], other: readonly number[], { newestFirst }: WholeRead): boolean {
  const at = key.findIndex((value, index) => value !== other[index]);
  if (at < 0) return false;
  return newestFirst === true ? (key[at] ?? 0) < (other[at] ?? 0) : (key[at] ?? 0) > (other[at] ?? 0);
}

function joined(parts: readonly TableRows[]): TableRows {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return {
    rows: parts.flatMap(({ rows }) => rows),
    totalCount: only?.totalCount,
    hasNextPage: false,
    rawOf: (index) => {
      let at = index;
      for (const part of parts) {
        if (at < part.rows.length) return part.rawOf(at);
        at -= part.rows.length;
      }
      return 'null';
    },
  };
}
