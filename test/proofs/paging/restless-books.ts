import type { ConformanceLedger } from '@app/connectors/conformance/conformance-ledger.js';
import { addDays, type Country, type LocalDate, localDateAt, type ManualClock } from '@app/domain';

/** Rows that are dated before the pull began lie this far back at the most. */
const DAYS_BACK = 300;
/** One customer has this part of the rows, as a shop's till has; the others have a few each. */
const LARGE_CUSTOMER = 0.2;
const ROWS_PER_CUSTOMER = 25;
/** What is invoiced while we look is dated near today; each connector's incremental pull reaches as far. */
const DAYS_BACK_LATER = 30;
/** Most rows that bear one instant: more than any page. */
const EQUAL_MAX = 700;
/** A row becomes visible as long after the instant that it bears. */
const LATE_MS_MAX = 9 * 60_000;

export interface Happened {
  inserted: number;
  deleted: number;
  /** Of those inserted: with an instant that a pull may have passed already. */
  late: number;
}

/** A ledger in which people work while we read it. Everything is drawn from `random`. */
export class RestlessBooks {
  readonly happened: Happened = { inserted: 0, deleted: 0, late: 0 };
  readonly #present: string[] = [];

  constructor(
    private readonly ledger: ConformanceLedger,
    private readonly clock: ManualClock,
    private readonly country: Country,
    private readonly random: () => number,
    /** How many will come in all, which decides among how many customers they are spread. */
    private readonly rows: number,
  ) {}

  /** What is there now. */
  get present(): readonly string[] {
    return this.#present;
  }

  /** Many rows, in groups of one instant each. */
  fill(rows: number): void {
    for (let left = rows; left > 0;) {
      const group = Math.min(left, 1 + this.#draw(EQUAL_MAX));
      for (let row = 0; row < group; row += 1) this.#insert(DAYS_BACK);
      left -= group;
      this.clock.advanceMs(1 + this.#draw(5_000));
    }
    this.ledger.equalTimestamps?.();
  }

  /** What happens between two pages: rows come, come late, and go; at most `rowsMax` come. */
  disturb(rowsMax: number, size: number): void {
    const comes = Math.min(rowsMax, this.#draw(size));
    const late = this.#draw(comes + 1);
    for (let row = 0; row < comes - late; row += 1) this.#insert(DAYS_BACK_LATER);
    this.#late(late);
    for (let row = this.#draw(size / 2); row > 0; row -= 1) this.#delete();
    this.clock.advanceMs(this.#draw(20_000));
  }

  /** A transaction that began some minutes ago is committed now. */
  #late(rows: number): void {
    const ms = this.#draw(LATE_MS_MAX);
    this.clock.advanceMs(-ms);
    for (let row = 0; row < rows; row += 1) this.#insert(DAYS_BACK_LATER);
    this.clock.advanceMs(ms);
    this.happened.late += rows;
  }

  #insert(daysBack: number): void {
    const invoicedOn = addDays(this.#today(), -1 - this.#draw(daysBack));
    const invoice = { amount: '100.00', invoicedOn, debtor: this.#debtor() };
    this.#present.push(this.ledger.addInvoice(invoice));
    this.happened.inserted += 1;
  }

  #debtor(): number {
    const others = Math.ceil(this.rows / ROWS_PER_CUSTOMER);
    return this.random() < LARGE_CUSTOMER ? 0 : 1 + this.#draw(others);
  }

  #delete(): void {
    const at = this.#draw(this.#present.length);
    const last = this.#present.pop();
    const gone = at < this.#present.length ? this.#present[at] : last;
    if (gone === undefined || last === undefined) return;
    if (at < this.#present.length) this.#present[at] = last;
    this.ledger.removeInvoice(gone);
    this.happened.deleted += 1;
  }

  #today(): LocalDate {
    return localDateAt(this.clock.now(), this.country);
  }

  #draw(below: number): number {
    return Math.floor(this.random() * below);
  }
}
