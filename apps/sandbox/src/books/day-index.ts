import type { LocalDate } from '@app/domain';

/** Rows by calendar day, for the date windows that every ledger's lists ask for. */
export class DayIndex<T> {
  readonly #rows = new Map<LocalDate, T[]>();
  #days: LocalDate[] = [];
  #sorted = true;

  add(day: LocalDate, row: T): void {
    const rows = this.#rows.get(day);
    if (rows) {
      rows.push(row);
      return;
    }
    this.#rows.set(day, [row]);
    if (this.#days.length > 0 && day < (this.#days.at(-1) ?? day)) this.#sorted = false;
    this.#days.push(day);
  }

  remove(day: LocalDate, row: T): void {
    const rows = this.#rows.get(day);
    const at = rows?.indexOf(row) ?? -1;
    if (at >= 0) rows?.splice(at, 1);
  }

  /** Rows of `from <= day < to`, by day and then in the order they were added. */
  range(from: LocalDate, to: LocalDate): T[] {
    if (!this.#sorted) {
      this.#days.sort();
      this.#sorted = true;
    }
    const found: T[] = [];
    for (let i = this.#firstAtOrAfter(from); i < this.#days.length; i += 1) {
      const day = this.#days[i];
      if (day === undefined || day >= to) break;
      for (const row of this.#rows.get(day) ?? []) found.push(row);
    }
    return found;
  }

  #firstAtOrAfter(day: LocalDate): number {
    let low = 0;
    let high = this.#days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle] ?? day) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
