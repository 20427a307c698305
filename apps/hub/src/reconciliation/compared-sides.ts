import type { Currency, LedgerPostingId } from '@app/domain';
import type { WriteBackState } from '../write-back/write-back.entity.js';

export interface LedgerSide {
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly movements: readonly {
    readonly postingId: LedgerPostingId;
    readonly changeMinor: bigint;
    readonly reverses?: LedgerPostingId;
    readonly writeBackKey?: string;
  }[];
}

export interface BookedSide {
  readonly id: string;
  readonly state: WriteBackState;
  /** Signed as in the claim: a payment is positive, its reversal negative. */
  readonly amountMinor: bigint;
  readonly postingId: LedgerPostingId | null;
  readonly formerPostingIds: readonly LedgerPostingId[];
  /** Of the write-back of a reversal: the payment's write-back. */
  readonly takesBack?: string;
}

export interface ClaimSide {
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly overpaidMinor: bigint;
  /** Principal of settlements, reversals taken off: as stored, and as counted in the claim. */
  readonly settledMinor: bigint;
  readonly settledCountedMinor: bigint;
  /** What the creditor told us by hand; the ledger may not know it. */
  readonly toldByCreditorMinor: bigint;
  readonly countedPostings: ReadonlySet<LedgerPostingId>;
  /** Postings that the last pull has brought. */
  readonly knownPostings: ReadonlySet<LedgerPostingId>;
  readonly writeBacks: readonly BookedSide[];
  /** Claim or a write-back of it changed while the ledger was read. */
  readonly changedMeanwhile: boolean;
}
