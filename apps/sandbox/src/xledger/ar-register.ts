import { firstIndex } from './first-index.js';
import type { ArRow } from './rows.js';

/** All rows of all customer ledgers by id, with the indexes that filters need. */
export class ArRegister {
  readonly #byId = new Map<number, ArRow>();
  readonly #byInvoiceNumber = new Map<string, Set<ArRow>>();
  readonly #byMatch = new Map<number, Set<ArRow>>();
  readonly #byCustomer = new Map<number, Set<ArRow>>();
  readonly #ordered: ArRow[] = [];
  #byChange: readonly ArRow[] | undefined;

  add(row: ArRow): void {
    this.#byId.set(row.id, row);
    this.#ordered.push(row);
    put(this.#byCustomer, row.customer.id, row);
    if (row.invoiceNumber !== null) put(this.#byInvoiceNumber, row.invoiceNumber, row);
    this.#byChange = undefined;
  }

  remove(row: ArRow): void {
    this.#byId.delete(row.id);
    // Ids are given in order, so the list is sorted by them.
    const place = firstIndex(this.#ordered, ({ id }) => id >= row.id);
    if (this.#ordered[place] === row) this.#ordered.splice(place, 1);
    this.#byCustomer.get(row.customer.id)?.delete(row);
    if (row.invoiceNumber !== null) this.#byInvoiceNumber.get(row.invoiceNumber)?.delete(row);
    this.#byMatch.get(row.matchId)?.delete(row);
    this.#byChange = undefined;
  }

  setMatch(row: ArRow, matchId: number): void {
    this.#byMatch.get(row.matchId)?.delete(row);
    row.matchId = matchId;
    if (matchId !== 0) put(this.#byMatch, matchId, row);
  }

  touched(row: ArRow, atMs: number): void {
    row.modifiedAtMs = atMs;
    this.#byChange = undefined;
  }

  get(id: number): ArRow | undefined {
    return this.#byId.get(id);
  }

  withInvoiceNumber(invoiceNumber: string): Iterable<ArRow> {
    return this.#byInvoiceNumber.get(invoiceNumber) ?? [];
  }

  withMatch(matchId: number): Iterable<ArRow> {
    return this.#byMatch.get(matchId) ?? [];
  }

  ofCustomer(customerId: number): Iterable<ArRow> {
    return this.#byCustomer.get(customerId) ?? [];
  }

  /** In order of id. */
  all(): readonly ArRow[] {
    return this.#ordered;
  }

  /** In order of last change, then of id. */
  byChange(): readonly ArRow[] {
    this.#byChange ??= [...this.#ordered].sort((a, b) => a.modifiedAtMs - b.modifiedAtMs || a.id - b.id);
    return this.#byChange;
  }
}

function put<K>(index: Map<K, Set<ArRow>>, key: K, row: ArRow): void {
  const rows = index.get(key);
  if (rows) rows.add(row);
  else index.set(key, new Set([row]));
}
