/** How much one token may ask. Only the burst's numbers are public; the others are the sandbox's own. */
export interface XledgerLimits {
  /** Requests in any five seconds. Default 20 (`grasp-labs/ds-provider-xledger-py-lib`). */
  readonly burstMax?: number | 'unlimited';
  /** Requests worked on at once. Default 2. */
  readonly inFlightMax?: number | 'unlimited';
  /** Credits of a clock hour: a read costs 1 and 1 for every 100 rows, a mutation 1 and 1 for every 10 nodes. Default 20 000. */
  readonly creditsPerHour?: number | 'unlimited';
}

const BURST_MS = 5_000;
const HOUR_MS = 3_600_000;
const HOURS_KEPT = 100;

/** What one token has used. */
export class TokenUsage {
  inFlight = 0;
  requests = 0;
  bytesOut = 0;
  /** Requests refused by these limits. */
  refused = 0;
  #instants: number[] = [];
  /** Credits by clock hour, the newest last. */
  readonly #hours = new Map<number, number>();

  constructor(private readonly limits: Required<XledgerLimits>) {}

  /** True when the request is within the sliding window, and then counts. */
  takeBurst(nowMs: number, countsRefused: boolean): boolean {
    this.#instants = this.#instants.filter((at) => at > nowMs - BURST_MS && at <= nowMs);
    const { burstMax } = this.limits;
    const isAllowed = burstMax === 'unlimited' || this.#instants.length < burstMax;
    if (burstMax !== 'unlimited' && (isAllowed || countsRefused)) this.#instants.push(nowMs);
    return isAllowed;
  }

  /** Counting the request that asks. */
  get isOverConcurrency(): boolean {
    const { inFlightMax } = this.limits;
    return inFlightMax !== 'unlimited' && this.inFlight > inFlightMax;
  }

  hasCredits(nowMs: number): boolean {
    const { creditsPerHour } = this.limits;
    return creditsPerHour === 'unlimited' || this.creditsIn(nowMs) < creditsPerHour;
  }

  charge(credits: number, nowMs: number): void {
    this.#hours.set(hourOf(nowMs), this.creditsIn(nowMs) + credits);
    const [oldest] = this.#hours.keys();
    if (this.#hours.size > HOURS_KEPT && oldest !== undefined) this.#hours.delete(oldest);
  }

  /** Used in the clock hour of the instant; of the last few days. */
  creditsIn(nowMs: number): number {
    return this.#hours.get(hourOf(nowMs)) ?? 0;
  }
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/** When the credits of this hour are renewed. */
export function nextHour(nowMs: number): number {
  return (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
}

export function limitsOf(limits: XledgerLimits): Required<XledgerLimits> {
  return { burstMax: 20, inFlightMax: 2, creditsPerHour: 20_000, ...limits };
}
