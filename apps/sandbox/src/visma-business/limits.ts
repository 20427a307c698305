/** How much may be asked (docs.vismasoftware.no/businessnxtapi/apireference/ratelimits). */
export interface VismaBusinessLimits {
  /** Requests in any minute per `Authorization` header. Default 600. */
  readonly requestsPerMinute?: number | 'unlimited';
  /** Requests in progress per company. Default 60. */
  readonly inProgressMax?: number | 'unlimited';
  /** How long a request whose client went away keeps its place, in milliseconds. Default 30 minutes. */
  readonly abandonedMs?: number;
  /** After how long a request is answered with a timeout, in real milliseconds; the work goes on. Default 59 000. */
  readonly timeoutMs?: number;
}

const MINUTE_MS = 60_000;
const HEADERS_KEPT_MAX = 10_000;

export function limitsOf(limits: VismaBusinessLimits): Required<VismaBusinessLimits> {
  return {
    requestsPerMinute: 600,
    inProgressMax: 60,
    abandonedMs: 30 * MINUTE_MS,
    timeoutMs: 59_000,
    ...limits,
  };
}

/** The gateway's count of requests per header, over a sliding minute. */
export class RequestRate {
  readonly #instants = new Map<string, number[]>();

  constructor(private readonly perMinute: number | 'unlimited') {}

  /** True when `count` requests more are within the minute, and then counts them. */
  take(header: string, count: number, nowMs: number): boolean {
    if (this.perMinute === 'unlimited') return true;
    const known = this.#instants.get(header) ?? [];
    const recent = known.filter((at) => at > nowMs - MINUTE_MS && at <= nowMs);
    const isAllowed = recent.length + count <= this.perMinute;
    if (isAllowed) for (let i = 0; i < count; i += 1) recent.push(nowMs);
    this.#instants.set(header, recent);
    if (this.#instants.size > HEADERS_KEPT_MAX) this.#instants.clear();
    return isAllowed;
  }
}

/** Requests in progress per company. One that its client left keeps its place for a while. */
export class Places {
  readonly #inProgress = new Map<number, number>();
  readonly #abandonedUntil = new Map<number, number[]>();

  constructor(private readonly limits: Required<VismaBusinessLimits>) {}

  count(companyId: number, nowMs: number): number {
    const left = (this.#abandonedUntil.get(companyId) ?? []).filter((until) => until > nowMs);
    this.#abandonedUntil.set(companyId, left);
    return (this.#inProgress.get(companyId) ?? 0) + left.length;
  }

  /** Takes a place, unless all are taken. */
  enter(companyId: number, nowMs: number): boolean {
    const { inProgressMax } = this.limits;
    if (inProgressMax !== 'unlimited' && this.count(companyId, nowMs) >= inProgressMax) return false;
    this.#inProgress.set(companyId, (this.#inProgress.get(companyId) ?? 0) + 1);
    return true;
  }

  leave(companyId: number, isAbandoned: boolean, nowMs: number): void {
    this.#inProgress.set(companyId, (this.#inProgress.get(companyId) ?? 1) - 1);
    if (isAbandoned) this.#abandonedUntil.get(companyId)?.push(nowMs + this.limits.abandonedMs);
  }
}
