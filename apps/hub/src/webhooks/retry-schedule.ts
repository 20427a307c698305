const MINUTE = 60;
const HOUR = 3_600;

/** Seconds from one try to the next. Ten gaps, together a little under three days. */
const GAPS = [
  5,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  24 * HOUR,
] as const;

/** The longest time that a receiver may ask us to wait. */
const RETRY_AFTER_SECONDS_MAX = 24 * HOUR;

export const TRIES_MAX = GAPS.length + 1;

/**
 * @param tries that have failed, at least 1
 * @param retryAfterSeconds what the receiver asks for; it can only make the gap longer
 * @returns seconds until the next try, undefined when there is none any more
 */
export function gapAfter(tries: number, retryAfterSeconds = 0): number | undefined {
  const gap = GAPS[tries - 1];
  return gap === undefined ? undefined : Math.max(gap, Math.min(retryAfterSeconds, RETRY_AFTER_SECONDS_MAX));
}
