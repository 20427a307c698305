import type { ConnectionBlockedError, LedgerError, RetryableLedgerError } from '@app/connectors';

/** How often one page is asked for before the run gives up until its next time. */
export const PAGE_ATTEMPTS_MAX = 6;
const BACKOFF_FIRST_MS = 1_000;
const WAIT_IN_JOB_MAX_MS = 30_000;
/** A run that ended early is tried again after as long. */
export const RETRY_RUN_AFTER_MS = 15 * 60_000;

/**
 * What to do after an error in a run. This table and nothing else decides.
 * - `again`: the same page after `waitMs`, in the same job
 * - `full-pull`: the cursor is worthless; the run ends and the next one begins from nothing
 * - `block`: the connection waits for a person; cursor and claims are kept
 * - `stop`: the run ends as failed, keeps its cursor, and the schedule tries again after `retryRunAfterMs`
 */
export type SyncReaction =
  | { readonly kind: 'again'; readonly waitMs: number }
  | { readonly kind: 'full-pull' }
  | { readonly kind: 'block'; readonly error: ConnectionBlockedError }
  | { readonly kind: 'stop'; readonly retryRunAfterMs: number };

/** `attempt` counts the failures of this page so far, this one included. */
export function reactToSyncError(error: LedgerError, attempt: number): SyncReaction {
  switch (error.kind) {
    case 'retryable': {
      const { retryAfterMs } = error as RetryableLedgerError;
      // A long wait gives the worker to another connection; first, so that the run comes back when the ledger said.
      if (retryAfterMs > WAIT_IN_JOB_MAX_MS) return { kind: 'stop', retryRunAfterMs: retryAfterMs };
      if (attempt >= PAGE_ATTEMPTS_MAX) return { kind: 'stop', retryRunAfterMs: RETRY_RUN_AFTER_MS };
      return { kind: 'again', waitMs: Math.max(retryAfterMs, BACKOFF_FIRST_MS * 2 ** (attempt - 1)) };
    }
    case 'connection-blocked':
      return { kind: 'block', error: error as ConnectionBlockedError };
    case 'cursor-expired':
      return { kind: 'full-pull' };
    case 'ledger-contradiction':
    case 'record-refused':
    case 'outcome-unknown':
      return { kind: 'stop', retryRunAfterMs: RETRY_RUN_AFTER_MS };
  }
}
