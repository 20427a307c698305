/** How fast the subscription key may ask, over all companies together. */
export interface RateLimitOptions {
  /** Default 10, the vendor's. `unlimited` for benchmarks. */
  readonly requestsPerSecond?: number | 'unlimited';
  /** No second anywhere holds more (what Azure API Management counts), or none that begins on the clock. Default sliding. */
  readonly window?: 'sliding' | 'fixed';
}

const WINDOW_MS = 1_000;

/** Counts the requests that were let through; one that was refused costs nothing. */
export class RateLimit {
  readonly #max: number;
  readonly #isFixed: boolean;
  readonly #taken: number[] = [];

  constructor(options: RateLimitOptions = {}) {
    const { requestsPerSecond = 10, window = 'sliding' } = options;
    this.#max = requestsPerSecond === 'unlimited' ? Infinity : requestsPerSecond;
    this.#isFixed = window === 'fixed';
  }

  take(nowMs: number): boolean {
    if (this.#max === Infinity) return true;
    const from = this.#isFixed ? nowMs - (nowMs % WINDOW_MS) : nowMs - WINDOW_MS + 1;
    // A clock that was moved back must not lock everybody out.
    while (this.#taken[0] !== undefined && (this.#taken[0] < from || this.#taken[0] > nowMs))
      this.#taken.shift();
    if (this.#taken.length >= this.#max) return false;
    this.#taken.push(nowMs);
    return true;
  }
}
