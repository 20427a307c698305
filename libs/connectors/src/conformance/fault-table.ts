import type { LedgerErrorKind } from '../contract/index.js';
import type { ConformanceFault } from './conformance-ledger.js';

/**
 * How a call may end when every request meets the fault. `success` is allowed only where the fault harms nothing; an
 * ending outside the list fails the suite. Retryable is the rule for reads; a write is either certainly not carried
 * out (retryable) or of unknown outcome, never refused and never a success.
 */
export interface AllowedEndings {
  readonly read: readonly (LedgerErrorKind | 'success')[];
  readonly write: readonly (LedgerErrorKind | 'success')[];
}

const TROUBLE: AllowedEndings = { read: ['retryable'], write: ['outcome-unknown', 'retryable'] };
const TOO_FAST: AllowedEndings = { read: ['retryable'], write: ['retryable'] };
const AFTER_COMMIT: AllowedEndings = { read: ['retryable'], write: ['outcome-unknown'] };

export const ALLOWED_ENDINGS: Readonly<Record<ConformanceFault, AllowedEndings>> = {
  'too-fast': TOO_FAST,
  'too-fast-without-header': TOO_FAST,
  'server-error': TROUBLE,
  'bad-gateway': TROUBLE,
  'connection-reset': TROUBLE,
  'html-with-200': TROUBLE,
  'error-in-200': TROUBLE,
  'server-error-after-commit': AFTER_COMMIT,
  'answer-lost': AFTER_COMMIT,
  'answer-cut-off': AFTER_COMMIT,
  'slow-answer': AFTER_COMMIT,
  'late-landing': AFTER_COMMIT,
  // Every session dies at once: only signing in again for ever would help, and that is bounded.
  'session-revoked': {
    read: ['connection-blocked', 'retryable'],
    write: ['connection-blocked', 'retryable'],
  },
};

/** Most requests one call of the contract may make while everything fails, its sign-ins included. */
export const REQUESTS_MAX = 12;
