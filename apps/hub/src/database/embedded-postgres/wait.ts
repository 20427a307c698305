import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Looks until `condition` holds; real time, since it bounds another process's work.
 * @returns false when `timeoutMs` went by first
 */
export async function waitUntil(
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
): Promise<boolean> {
  const endsAt = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > endsAt) return false;
    await delay(POLL_MS);
  }
  return true;
}
