/** How many requests a client may make in a company. */
export interface RateLimitOptions {
  /** Per window; `unlimited` for benchmarks. Default 25. */
  readonly requestsMax?: number | 'unlimited';
  /** Sliding window. Default 5 000 ms (fortnox.se/developer, "Rate limits for Fortnox API"). */
  readonly windowMs?: number;
}

const KEYS_MAX = 10_000;

/** Counts requests in a sliding window per client and tenant; two tokens of one tenant share it. */
export class RateLimit {
  readonly #requestsMax: number;
  readonly #windowMs: number;
  /** Instants of the newest requests by key, oldest first, never more than the window may hold. */
  readonly #instants = new Map<string, number[]>();

  constructor(
    options: RateLimitOptions,
    private readonly refusedCount: boolean,
  ) {
    const { requestsMax = 25 } = options;
    this.#requestsMax = requestsMax === 'unlimited' ? Number.POSITIVE_INFINITY : requestsMax;
    this.#windowMs = options.windowMs ?? 5_000;
  }

  /** Counts one request. False when it comes too fast: it must not be carried out. */
  take(key: string, nowMs: number): boolean {
    if (this.#requestsMax === Number.POSITIVE_INFINITY) return true;
    const kept = (this.#instants.get(key) ?? []).filter((ms) => ms > nowMs - this.#windowMs && ms <= nowMs);
    const isAllowed = kept.length < this.#requestsMax;
    if (isAllowed || this.refusedCount) kept.push(nowMs);
    if (!this.#instants.has(key) && this.#instants.size >= KEYS_MAX) this.#instants.clear();
    this.#instants.set(key, kept.slice(-this.#requestsMax));
    return isAllowed;
  }
}
