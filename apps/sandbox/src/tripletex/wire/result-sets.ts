import { LruCache } from '../../server/lru-cache.js';
import type { Company } from '../company.js';

const SETS_MAX = 48;

interface ResultSet {
  readonly revision: number;
  readonly rows: readonly unknown[];
}

/**
 * Remembers the rows a query found while the company's data stay as they are, so that the next page of the same
 * query is a slice. Any change to the company makes it search again: paging stays over live data.
 */
export class ResultSets {
  readonly #sets = new LruCache<string, ResultSet>(SETS_MAX);

  rows<T>(company: Company, key: string, search: () => readonly T[]): readonly T[] {
    const fullKey = `${company.id} ${key}`;
    const known = this.#sets.get(fullKey);
    if (known && known.revision === company.revision) return known.rows as readonly T[];
    const rows = search();
    this.#sets.set(fullKey, { revision: company.revision, rows });
    return rows;
  }
}
