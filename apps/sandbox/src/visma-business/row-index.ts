import type { Voucher } from '../books/entries.js';
import type { LedgerRow } from './rows.js';

/** A company's customer ledger by journal and by voucher. */
export class RowIndex {
  readonly #byJournal = new Map<number, Set<LedgerRow>>();
  readonly #byVoucher = new Map<Voucher, Set<LedgerRow>>();
  /** Numbers of the journals that ever had a row, ascending. */
  readonly #journals: number[] = [];

  add(row: LedgerRow): void {
    if (!this.#byJournal.has(row.journalNo))
      this.#journals.splice(this.#placeOf(row.journalNo), 0, row.journalNo);
    put(this.#byJournal, row.journalNo, row);
    put(this.#byVoucher, row.voucher, row);
  }

  remove(row: LedgerRow): void {
    this.#byJournal.get(row.journalNo)?.delete(row);
    this.#byVoucher.get(row.voucher)?.delete(row);
  }

  ofVoucher(voucher: Voucher): Iterable<LedgerRow> {
    return this.#byVoucher.get(voucher) ?? [];
  }

  ofJournal(journalNo: number): Iterable<LedgerRow> {
    return this.#byJournal.get(journalNo) ?? [];
  }

  /** Rows of this journal and of those with a higher number, journal by journal. */
  *fromJournal(journalNo: number): Iterable<LedgerRow> {
    for (let place = this.#placeOf(journalNo); place < this.#journals.length; place += 1)
      yield* this.ofJournal(this.#journals[place] ?? 0);
  }

  /** Where the first journal with this number or a higher one stands. */
  #placeOf(journalNo: number): number {
    let [low, high] = [0, this.#journals.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#journals[middle] ?? 0) < journalNo) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function put<K>(index: Map<K, Set<LedgerRow>>, key: K, row: LedgerRow): void {
  const rows = index.get(key);
  if (rows) rows.add(row);
  else index.set(key, new Set([row]));
}
