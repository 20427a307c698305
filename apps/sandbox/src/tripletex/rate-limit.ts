/** How many requests a token may make, and how the refusal looks. */
export interface RateLimitOptions {
  /** Requests per window; `unlimited` still writes the headers, for benchmarks. Default 100. */
  readonly requestsMax?: number | 'unlimited';
  /** Fixed windows, aligned to the clock. Default 10 000 ms: what the vendor's test host showed in July 2026. */
  readonly windowMs?: number;
  /** Look of the 429; its body was never seen in public. Default `full`. */
  readonly refusal?: RateLimitRefusal;
}

/** With body and headers, without the reset header (issue 103), with an empty body, or with an HTML page. */
export type RateLimitRefusal = 'full' | 'no-reset' | 'empty' | 'html';

export interface RateVerdict {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const KEYS_MAX = 10_000;

/** Counts requests per key in fixed windows. The reset header holds whole seconds left, not an instant. */
export class RateLimit {
  readonly #requestsMax: number;
  readonly #windowMs: number;
  readonly #isUnlimited: boolean;
  readonly refusal: RateLimitRefusal;
  readonly #used = new Map<string, number>();
  #window = -1;

  constructor(options: RateLimitOptions = {}) {
    this.#isUnlimited = options.requestsMax === 'unlimited';
    this.#requestsMax = typeof options.requestsMax === 'number' ? options.requestsMax : 100;
    this.#windowMs = options.windowMs ?? 10_000;
    this.refusal = options.refusal ?? 'full';
  }

  take(key: string, nowMs: number): RateVerdict {
    const window = Math.floor(nowMs / this.#windowMs);
    if (window !== this.#window || this.#used.size > KEYS_MAX) {
      this.#used.clear();
      this.#window = window;
    }
    const used = (this.#used.get(key) ?? 0) + 1;
    this.#used.set(key, used);
    const isAllowed = this.#isUnlimited || used <= this.#requestsMax;
    return { isAllowed, headers: this.#headers(this.#isUnlimited ? 1 : used, nowMs) };
  }

  /** Headers as of now, without counting. */
  headersAt(nowMs: number): Readonly<Record<string, string>> {
    return this.#headers(this.#requestsMax, nowMs);
  }

  #headers(used: number, nowMs: number): Readonly<Record<string, string>> {
    return {
      'x-rate-limit-limit': String(this.#requestsMax),
      'x-rate-limit-remaining': String(Math.max(0, this.#requestsMax - used)),
      'x-rate-limit-reset': String(Math.floor((this.#windowMs - (nowMs % this.#windowMs)) / 1000)),
    };
  }
}
