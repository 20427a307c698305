import { createHash } from 'node:crypto';
import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { invalidParameters, resultTooLarge } from './api-error.js';
import type { Model, SortKey } from './model.js';
import { writerFor } from './models.js';

/** Page size when `count` is not given. */
const COUNT_DEFAULT = 1000;
const NO_DIGEST = "'If-None-Match' header not specified";
const NO_DIGEST_HERE = 'Checksum not yet supported for this endpoint';

export interface ListOptions<T> {
  /** Names the query, filters included, for the memory of result sets. */
  readonly key: string;
  readonly search: () => readonly T[];
  readonly countDefault?: number;
  /** False for lists that the vendor has no checksum for. Default true. */
  readonly hasDigest?: boolean;
  /** Further members of the envelope, as JSON text beginning with a comma. */
  readonly extra?: (rows: readonly T[]) => string;
}

/** `{"value": ...}` with the `fields` that were asked for. */
export function answerOne<T>({ query }: Call, model: Model<T>, row: T, status = 200): Reply {
  return jsonReply(status, `{"value":${writerFor(model, query.text('fields') ?? '')(row)}}`);
}

/**
 * A page in the vendor's list envelope. `fullResultSize` is exact on the last page and `from + count + 1` before it;
 * a digest is made only for requests with `If-None-Match`, and an equal one answers 304 without a body.
 */
export function answerList<T>(call: Call, model: Model<T>, options: ListOptions<T>): Reply {
  const { query, company, world } = call;
  const write = writerFor(model, query.text('fields') ?? '');
  const { from, count } = readPage(call, options.countDefault ?? COUNT_DEFAULT);
  const sorting = query.text('sorting') ?? '';
  const compare = sorting === '' ? undefined : comparator(model, sorting);
  const rows = world.results.rows(company, `${options.key} sorted ${sorting}`, () => {
    const found = options.search();
    if (found.length > world.options.resultRowsMax) throw resultTooLarge(world.options.resultRowsMax);
    return compare ? [...found].sort(compare) : sortedById(found, model.options.id);
  });
  const page = rows.slice(from, from + count);
  const hasMore = rows.length > from + page.length;
  const full = hasMore ? from + page.length + 1 : rows.length;
  const values = page.map(write).join(',');
  const condition = call.request.headers['if-none-match'];
  const made =
    options.hasDigest === false ? NO_DIGEST_HERE : condition && digestOf(call, model, page, values);
  const digest = made || NO_DIGEST;
  if (options.hasDigest !== false && condition === digest) return { status: 304, headers: {}, body: '' };
  const extra = options.extra?.(rows) ?? '';
  const head = `{"fullResultSize":${full},"from":${from},"count":${page.length},"versionDigest":"${digest}"${extra}`;
  return jsonReply(200, `${head},"values":[${values}]}`);
}

function readPage({ query }: Call, countDefault: number): { from: number; count: number } {
  const from = query.integer('from') ?? 0;
  const count = query.integer('count') ?? countDefault;
  if (from < 0)
    throw invalidParameters([{ field: 'arg:from', message: 'must be greater than or equal to 0' }]);
  if (count < 0)
    throw invalidParameters([{ field: 'arg:count', message: 'must be greater than or equal to 0' }]);
  return { from, count };
}

function digestOf<T>(call: Call, model: Model<T>, page: readonly T[], values: string): string {
  const { id, version = () => 0 } = model.options;
  const content = call.world.switches.digestSeesPayments
    ? values
    : page.map((row) => `${id(row)}:${version(row)}`).join(',');
  return createHash('sha1').update(`${call.request.query.toString()}\n${content}`).digest('hex');
}

function comparator<T>(model: Model<T>, sorting: string): (a: T, b: T) => number {
  const keys = sorting.split(',').map((part): [key: SortKey<T>, sign: 1 | -1] => {
    const name = part.trim().replace(/^[-+]/, '');
    return [model.sortKey(name.split('.'), name), part.trim().startsWith('-') ? -1 : 1];
  });
  return (a, b) => {
    for (const [key, sign] of keys) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return model.options.id(a) - model.options.id(b);
  };
}

function sortedById<T>(rows: readonly T[], id: (row: T) => number): readonly T[] {
  for (let i = 1; i < rows.length; i += 1) {
    const [before, after] = [rows[i - 1], rows[i]];
    if (before !== undefined && after !== undefined && id(before) > id(after)) {
      return [...rows].sort((a, b) => id(a) - id(b));
    }
  }
  return rows;
}
