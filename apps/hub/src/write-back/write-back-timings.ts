/** How long a write-back waits, and how often it tries. All in real milliseconds of the hub's clock. */
export interface WriteBackTimings {
  /** A call must leave within this time after `sending` was stored; a process that slept longer sends nothing. */
  readonly leavesWithinMs: number;
  /** A call that left has ended by then, answered or given up. Not shorter than any connector's write timeout. */
  readonly endsWithinMs: number;
  /** Between two looks that both saw nothing, before absence counts as proven. */
  readonly absenceSpacingMs: number;
  /** First wait after a call without a usable answer; doubled each time. */
  readonly backoffMs: number;
  readonly backoffMsMax: number;
  /** Between a booking and reading it back. */
  readonly verifyAfterMs: number;
  /** Calls in a row without a usable answer, then a person is asked. */
  readonly failuresMax: number;
  /** Times that it is sent, then a person is asked. */
  readonly attemptsMax: number;
}

/** Thirty failures with these waits last a little more than a day: a ledger's night and a long outage pass by themselves. */
export const STANDARD_TIMINGS: WriteBackTimings = {
  leavesWithinMs: 10_000,
  endsWithinMs: 120_000,
  absenceSpacingMs: 120_000,
  backoffMs: 15_000,
  backoffMsMax: 3_600_000,
  verifyAfterMs: 0,
  failuresMax: 30,
  attemptsMax: 5,
};

/** Injects the timings, so that a test or the demonstration can be quicker. */
export const WRITE_BACK_TIMINGS = Symbol('WriteBackTimings');

/** The wait after the n-th failure in a row (1 for the first), at least as long as the ledger asks. */
export function backoffMs(timings: WriteBackTimings, failures: number, askedMs = 0): number {
  const exponent = Math.min(Math.max(failures - 1, 0), 20);
  const own = Math.min(timings.backoffMs * 2 ** exponent, timings.backoffMsMax);
  return Math.min(Math.max(own, askedMs), LEDGER_WAIT_MS_MAX);
}

/** No ledger is believed to ask for more than a day. */
const LEDGER_WAIT_MS_MAX = 86_400_000;
