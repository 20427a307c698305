import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { NumberText, type Value, writeJson } from './json.js';
import { badResourceParameter } from './problem.js';

/** What a row shows, field by field, in the vendor's order. */
export type Model<R> = Readonly<Record<string, (row: R) => Value>>;

const PAGE_SIZE_DEFAULT = 5_000;
const PAGE_SIZE_MAX = 20_000;

/** One page of a list as a bare array; 204 without a body when it has no rows. */
export function listReply<R>(call: Call, model: Model<R>, rows: readonly R[]): Reply {
  const pageSize = pageSizeOf(call);
  const pageNumber = wholeNumber(call, 'PageNumber', 1);
  const names = fieldsOf(call, model);
  const sorted = inOrder(call, model, rows);
  const page = sorted.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  const headers = call.world.switches.hasPaginationHeader
    ? { 'x-pagination': JSON.stringify({ nextPageLink: nextPage(call, pageNumber, pageSize, rows.length) }) }
    : {};
  if (page.length === 0) return { status: 204, headers, body: '' };
  const body = page.map((row) => writeRow(model, row, names)).join(',');
  return jsonReply(200, `[${body}]`, headers);
}

export function objectReply<R>(model: Model<R>, row: R, status = 200): Reply {
  return jsonReply(status, writeRow(model, row, Object.keys(model)));
}

function writeRow<R>(model: Model<R>, row: R, names: readonly string[]): string {
  const pairs = names.map((name) => `"${name}":${writeJson(model[name]?.(row) ?? null)}`);
  return `{${pairs.join(',')}}`;
}

function pageSizeOf(call: Call): number {
  const size = wholeNumber(call, 'PageSize', PAGE_SIZE_DEFAULT);
  if (size <= PAGE_SIZE_MAX) return size;
  if (call.world.switches.pageSizeAboveMax === 'refuse') throw badResourceParameter('PageSize');
  return PAGE_SIZE_MAX;
}

function wholeNumber({ query }: Call, name: string, fallback: number): number {
  const text = query.text(name);
  if (text === undefined) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badResourceParameter(name);
  return Number(text);
}

function fieldsOf<R>({ query }: Call, model: Model<R>): readonly string[] {
  const known = new Map(Object.keys(model).map((name) => [name.toLowerCase(), name]));
  const asked = query.list('Fields');
  if (!asked || asked.length === 0) return [...known.values()];
  return asked.map((text) => {
    const name = known.get(text.toLowerCase());
    if (name === undefined) throw badResourceParameter('Fields');
    return name;
  });
}

/** The rows as they came, which is the order in which they were made, or by the fields of `OrderBy`. */
function inOrder<R>({ query }: Call, model: Model<R>, rows: readonly R[]): readonly R[] {
  const known = new Map(Object.keys(model).map((name) => [name.toLowerCase(), name]));
  const keys = query.list('OrderBy')?.map((part) => {
    const [, field = '', direction = 'asc'] = /^(\w+)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    const read = model[known.get(field.toLowerCase()) ?? ''];
    if (!read) throw badResourceParameter('OrderBy');
    return { read, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  if (!keys || keys.length === 0) return rows;
  const keyed = rows.map((row) => ({ row, by: keys.map(({ read }) => comparable(read(row))) }));
  keyed.sort((a, b) => {
    for (const [i, { sign }] of keys.entries()) {
      const order = compare(a.by[i] ?? null, b.by[i] ?? null);
      if (order !== 0) return order * sign;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

type Comparable = string | number | null;

function comparable(value: Value): Comparable {
  if (value instanceof NumberText) return Number(value.text);
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function compare(a: Comparable, b: Comparable): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

function nextPage(call: Call, pageNumber: number, pageSize: number, rows: number): string | null {
  if (pageNumber * pageSize >= rows) return null;
  const query = new URLSearchParams(call.request.query);
  for (const name of new Set(query.keys())) {
    if (/^(pagenumber|pagesize|subscription-key)$/i.test(name)) query.delete(name);
  }
  query.set('PageNumber', String(pageNumber + 1));
  query.set('PageSize', String(pageSize));
  return `${call.address}${call.request.path}?${query.toString()}`;
}
