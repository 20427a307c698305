/** Kept for fourteen days (fortnox.se/developer/guides-and-good-to-know/websockets). */
const KEPT_MS = 14 * 86_400_000;
const KEPT_MAX = 50_000;
/** Offsets are opaque to clients; ours are numbers in another dress. */
const OFFSET_BASE = 36;
const OFFSET_FIRST = 1_000_000;

/** The topics that the vendor has; the sandbox announces in the first two only. */
export const TOPICS: ReadonlySet<string> = new Set(
  `invoices customers articles cost-centers currencies financial-years offers orders projects suppliers supplier-invoices
  termsofdeliveries termsofpayments vouchers waysofdeliveries warehouse-stockbalances bureau-activities
  bureau-assignments`.split(/\s+/),
);

export interface LedgerEvent {
  readonly topic: string;
  readonly offset: string;
  readonly type: string;
  readonly tenantId: number;
  readonly entityId: string;
  readonly atMs: number;
}

/** What happened in all companies, in order. */
export class EventLog {
  #kept: LedgerEvent[] = [];
  #next = OFFSET_FIRST;
  readonly #listeners = new Set<(event: LedgerEvent) => void>();

  add(event: Omit<LedgerEvent, 'offset'>): void {
    const announced = { ...event, offset: this.#next.toString(OFFSET_BASE) };
    this.#next += 1;
    this.#kept.push(announced);
    if (this.#kept.length > KEPT_MAX) this.#kept = this.#kept.slice(KEPT_MAX / 2);
    for (const listener of this.#listeners) listener(announced);
  }

  /** Events behind the offset; one that is no longer kept falls back to the earliest there is. */
  after(topic: string, offset: string, nowMs: number): readonly LedgerEvent[] {
    const from = Number.parseInt(offset, OFFSET_BASE);
    return this.#kept.filter(
      (event) =>
        event.topic === topic &&
        event.atMs >= nowMs - KEPT_MS &&
        !(Number.parseInt(event.offset, OFFSET_BASE) <= from),
    );
  }

  /** @returns what ends it */
  listen(listener: (event: LedgerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
