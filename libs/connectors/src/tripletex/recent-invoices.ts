import type { OpenItem } from '@app/domain';

/** More than a hand-over lags behind a pull. */
const INVOICES_MAX = 2_000;

interface Remembered {
  readonly item: OpenItem;
  /** The row as the ledger wrote it. */
  readonly text: string;
}

/**
 * What one company's rows said a moment ago. Before a hand-over the same invoices are read again: where the ledger
 * answers with the very same bytes they mean the same, and nothing is decoded a second time. Holds only items that
 * their row alone explains, and never stands in for an answer of the ledger.
 */
export class RecentInvoices {
  readonly #byId = new Map<string, Remembered>();

  remember(item: OpenItem, text: string): void {
    const id = item.ledgerItemId;
    // Put in anew, so that the first of the map is the one read longest ago.
    this.#byId.delete(id);
    this.#byId.set(id, { item, text });
    if (this.#byId.size <= INVOICES_MAX) return;
    const oldest = this.#byId.keys().next();
    if (!oldest.done) this.#byId.delete(oldest.value);
  }

  /** All of them in the order of the ids, and forgets them; undefined where one is not remembered. */
  take(ids: readonly string[]): readonly Remembered[] | undefined {
    const found: Remembered[] = [];
    for (const id of ids) {
      const remembered = this.#byId.get(id);
      if (remembered === undefined) return undefined;
      found.push(remembered);
    }
    for (const id of ids) this.#byId.delete(id);
    return found;
  }
}
