import { isLocalDate, type LocalDate, startOfDay } from '@app/domain';
import type { Reply } from '../../server/exchange.js';
import type { UnverifiedBehaviour } from '../unverified.js';
import { jsonAnswer, refused } from './errors.js';

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 500;
const INSTANT = /^(\d{4}-\d{2}-\d{2})(?: ([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/;
const PAGING = new Set(['page', 'limit', 'offset', 'sortby', 'sortorder']);

/** Names must be lower case and known (2000588); every global parameter is known where lists are. */
export function checkParameters(query: URLSearchParams, known: readonly string[], isList: boolean): void {
  for (const name of query.keys()) {
    if (!known.includes(name) && !(isList && PAGING.has(name))) throw refused('badParameter');
  }
}

/** Rows of one page inside the vendor's wrapper. */
export function pageOf<T>(
  name: string,
  rows: readonly T[],
  query: URLSearchParams,
  switches: UnverifiedBehaviour,
  write: (row: T) => unknown,
): Reply {
  const asked = wholeNumber(query, 'limit', LIMIT_DEFAULT, 1);
  if (asked > LIMIT_MAX && switches.limitAboveMax === 'refuse') throw refused('badParameter');
  const limit = Math.min(asked, LIMIT_MAX);
  const kept = rows.slice(wholeNumber(query, 'offset', 0, 0));
  const pages = Math.ceil(kept.length / limit);
  let page = wholeNumber(query, 'page', 1, 1);
  if (page > Math.max(1, pages)) {
    if (switches.pageBeyondEnd === 'refuse') throw refused('badParameter');
    if (switches.pageBeyondEnd === 'last-page') page = Math.max(1, pages);
  }
  const shown = kept.slice((page - 1) * limit, page * limit);
  return jsonAnswer(200, {
    MetaInformation: { '@TotalResources': kept.length, '@TotalPages': pages, '@CurrentPage': page },
    [name]: shown.map(write),
  });
}

/** Sorted by one of the resource's fields; in the order of the rows when none is asked for. */
export function sorted<T>(
  rows: readonly T[],
  query: URLSearchParams,
  keys: Readonly<Record<string, (row: T) => string | number>>,
): readonly T[] {
  const by = query.get('sortby');
  const order = query.get('sortorder') ?? 'ascending';
  if (order !== 'ascending' && order !== 'descending') throw refused('badParameter');
  if (by === null) return order === 'ascending' ? rows : rows.toReversed();
  const key = keys[by];
  if (!key) throw refused('badParameter');
  const ascending = rows.toSorted((a, b) => compare(key(a), key(b)));
  return order === 'ascending' ? ascending : ascending.toReversed();
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Epoch milliseconds of `lastmodified`; undefined when it was not sent. */
export function modifiedSince(
  query: URLSearchParams,
  zone: UnverifiedBehaviour['lastModifiedZone'],
): number | undefined {
  const text = query.get('lastmodified');
  if (text === null) return undefined;
  const [, day = '', hours = '0', minutes = '0', seconds = '0'] = INSTANT.exec(text) ?? [];
  if (!isLocalDate(day)) throw refused('badParameter');
  const intoDayMs = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const startMs = zone === 'utc' ? Date.parse(`${day}T00:00:00Z`) : startOfDay(day, 'SE').getTime();
  return startMs + intoDayMs;
}

export function dayIn(query: URLSearchParams, name: string): LocalDate | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!isLocalDate(text)) throw refused('badParameter');
  return text;
}

export function flagIn(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text !== 'true' && text !== 'false') throw refused('notBoolean');
  return text === 'true';
}

/** Case-insensitive, anywhere in the text: the vendor's search fields match like `ILIKE '%x%'`. */
export function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number, min: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text) || Number(text) < min) throw refused('badParameter');
  return Number(text);
}
