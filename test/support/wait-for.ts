import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 15;
const TIMEOUT_MS = 60_000;

/**
 * Waits for a state of the world instead of a span of time: asks `look` until it answers something other than
 * `undefined`, `null` or `false`, and returns that.
 *
 * @param what completes the sentence "Waited in vain until …". Example: `the job was done`
 * @throws Error after `timeoutMs` (default 60 s), with the last error of `look` as its cause
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  const endsAt = performance.now() + timeoutMs;
  let last: unknown;
  do {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
    } catch (error) {
      last = error;
    }
    await delay(POLL_MS);
  } while (performance.now() < endsAt);
  throw new Error(`Waited in vain for ${timeoutMs} ms until ${what}.`, { cause: last });
}
