import { type LedgerError, RetryableLedgerError } from '../contract/index.js';

/** How often and how long one call may be repeated inside the kit. The hub repeats on top of it, later. */
export interface RetryBounds {
  /** Requests in all, the first one included. */
  readonly attemptsMax: number;
  /** A longer wait is the caller's business: it has other work meanwhile. */
  readonly waitMaxMs: number;
}

export const READ_RETRY_BOUNDS: RetryBounds = { attemptsMax: 3, waitMaxMs: 15_000 };

export interface RetryDecision {
  readonly retry: boolean;
  readonly reason:
    | 'harmless-to-repeat'
    | 'a-write-is-never-repeated'
    | 'not-retryable'
    | 'attempts-exhausted'
    | 'wait-too-long';
  readonly waitMs: number;
}

/**
 * Whether a failed call is sent again at once. `attempt` counts from 1 for the call that just failed; `jitter` lies in
 * [0, 1) and spreads the waits of calls that failed together.
 */
export function decideRetry(
  error: LedgerError,
  attempt: number,
  repeatable: boolean,
  jitter: number,
  bounds: RetryBounds = READ_RETRY_BOUNDS,
): RetryDecision {
  if (!repeatable) return { retry: false, reason: 'a-write-is-never-repeated', waitMs: 0 };
  if (!(error instanceof RetryableLedgerError)) return { retry: false, reason: 'not-retryable', waitMs: 0 };
  const waitMs = Math.round(error.retryAfterMs * 2 ** (attempt - 1) * (1 + jitter / 4));
  if (attempt >= bounds.attemptsMax) return { retry: false, reason: 'attempts-exhausted', waitMs };
  if (waitMs > bounds.waitMaxMs) return { retry: false, reason: 'wait-too-long', waitMs };
  return { retry: true, reason: 'harmless-to-repeat', waitMs };
}
