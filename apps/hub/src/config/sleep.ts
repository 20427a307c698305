import { setTimeout as delay } from 'node:timers/promises';

/** Waits for `ms`; a signal ends the wait early and without an error. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Injects how the hub waits between two calls to a ledger: `@Inject(SLEEP) private readonly sleep: Sleep`. */
export const SLEEP = Symbol('Sleep');

/** Waits in real time. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}

/** By which time calls to ledgers are counted against the vendors' limits, and waited for. */
export interface CallTime {
  readonly sleep: Sleep;
  /** In place of the database's time, which all processes share, and of this process's own. Ms since 1970. */
  readonly nowMs?: () => number;
}

/** Injects a `CallTime`. Vendors count in real time, so only a test that plays the vendor too gives another. */
export const CALL_TIME = Symbol('CallTime');
