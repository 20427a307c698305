import type { BlockReason } from '@app/connectors';
import type { LedgerFailure } from './ledger-failure.js';

/** After so many failures in a row the ledger is left alone; the next wish for the claim begins anew. */
export const REPORTS_MAX = 10;
const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 3_600_000;

export type CaseStatusStep =
  /** Told again at `notBefore`. */
  | { readonly kind: 'again'; readonly notBefore: Date; readonly note: string }
  /** Not told, and not tried any more. The claim goes on without it. */
  | { readonly kind: 'given-up'; readonly note: string }
  /** The ledger does not let us use its channel: nothing of this connection is told any more. */
  | { readonly kind: 'channel-closed'; readonly note: string }
  /** The ledger refuses us altogether. */
  | { readonly kind: 'connection-blocked' };

/** Reasons that concern the channel alone: reading and booking may still work. */
const CHANNEL_ONLY: readonly BlockReason[] = ['permission-missing', 'module-missing'];

/** What follows when a status could not be told. A status is a courtesy to the accountant: nothing else waits for it. */
export function afterFailedReport(
  failure: LedgerFailure & { readonly blockReason?: BlockReason },
  attempts: number,
  now: Date,
): CaseStatusStep {
  if (failure.kind === 'connection-blocked') {
    const closed = failure.blockReason !== undefined && CHANNEL_ONLY.includes(failure.blockReason);
    return closed ? { kind: 'channel-closed', note: failure.message } : { kind: 'connection-blocked' };
  }
  if (failure.kind === 'record-refused' || attempts >= REPORTS_MAX)
    return { kind: 'given-up', note: failure.message };
  const own = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), WAIT_MS_MAX);
  const waitMs = Math.min(Math.max(own, failure.retryAfterMs ?? 0), WAIT_MS_MAX * 24);
  return { kind: 'again', notBefore: new Date(now.getTime() + waitMs), note: failure.message };
}
