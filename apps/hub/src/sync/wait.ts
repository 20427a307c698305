import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or ends at once when the signal does; the caller looks at the signal afterwards. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
