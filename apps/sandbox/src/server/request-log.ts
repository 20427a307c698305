/** What was asked and answered, without queries, headers or bodies: nothing secret, nothing personal. */
export interface LoggedRequest {
  readonly number: number;
  /** UTC instant by the simulator's clock. */
  readonly at: string;
  /** `METHOD template`, e.g. `PUT /invoice/{id}/:payment`. */
  readonly operation: string;
  /** 0 when the connection was broken without an answer. */
  readonly status: number;
  readonly companyId?: number;
  /** The fault that was played on it, if any. */
  readonly fault?: string;
}

/** Keeps the newest `entriesMax` requests in order. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #count = 0;

  constructor(private readonly entriesMax = 5_000) {}

  add(entry: Omit<LoggedRequest, 'number'>): void {
    this.#count += 1;
    this.#entries.push({ number: this.#count, ...entry });
    // Trimmed in halves, so that a long pull does not shift the array at every request.
    if (this.#entries.length >= 2 * this.entriesMax) this.#entries = this.#entries.slice(-this.entriesMax);
  }

  entries(): readonly LoggedRequest[] {
    return this.#entries.slice(-this.entriesMax);
  }

  /** All requests so far, also those no longer kept. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#entries = [];
  }
}
