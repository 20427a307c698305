import type { FindResult, VerifyResult } from '@app/connectors';
import type { LedgerFailure } from './ledger-failure.js';
import type { WriteBackProgress } from './write-back-progress.js';

type Call = 'prepare' | 'post' | 'find' | 'verify';

/** What happened to a write-back. `at` is the clock when the call ended, `askedAt` when a question was put. */
export type WriteBackEvent =
  /** The baseline is stored and the call leaves next. */
  | { readonly kind: 'leaves'; readonly at: Date }
  /** The ledger answered the call with its posting. */
  | { readonly kind: 'answered'; readonly at: Date }
  /** The ledger took the call in, and books it later by itself. */
  | { readonly kind: 'taken-in'; readonly at: Date }
  /** `sending` was left by a process that is gone. Only to be raised when `leavesWithinMs + endsWithinMs` have passed. */
  | { readonly kind: 'interrupted'; readonly at: Date; readonly landsWithinMs: number }
  | {
      readonly kind: 'failed';
      readonly call: Call;
      readonly failure: LedgerFailure;
      readonly at: Date;
      readonly landsWithinMs: number;
    }
  | {
      readonly kind: 'found';
      readonly result: FindResult;
      readonly askedAt: Date;
      readonly at: Date;
      readonly landsWithinMs: number;
    }
  | { readonly kind: 'read-back'; readonly result: VerifyResult; readonly at: Date };

export interface WriteBackStep {
  readonly progress: WriteBackProgress;
  /** The connection itself is refused; nothing of it is tried until a person has mended it. */
  readonly blocksConnection?: true;
}
