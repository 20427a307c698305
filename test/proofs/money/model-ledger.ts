import type { ClaimId, LedgerMovementKind, LedgerPostingId } from '@app/domain';

export interface ModelPosting {
  readonly postingId: LedgerPostingId;
  readonly kind: LedgerMovementKind;
  readonly changeMinor: bigint;
  readonly reverses: LedgerPostingId | null;
}

/** One invoice in a creditor's books, and all that was ever posted on it. */
export class ModelInvoice {
  readonly postings: ModelPosting[] = [];

  constructor(
    readonly claimId: ClaimId,
    readonly originalMinor: bigint,
  ) {}

  get outstandingMinor(): bigint {
    return this.postings.reduce((sum, { changeMinor }) => sum + changeMinor, this.originalMinor);
  }

  post(kind: LedgerMovementKind, changeMinor: bigint, reverses: LedgerPostingId | null = null): ModelPosting {
    const postingId = `${this.claimId}-${this.postings.length + 1}` as LedgerPostingId;
    const posting = { postingId, kind, changeMinor, reverses };
    this.postings.push(posting);
    return posting;
  }

  /** In force: not a reversal, and not taken back. */
  standing(kind: LedgerMovementKind): ModelPosting[] {
    const undone = new Set(this.postings.map(({ reverses }) => reverses));
    return this.postings.filter((one) => one.kind === kind && !undone.has(one.postingId));
  }

  reverse({ postingId, changeMinor }: ModelPosting): ModelPosting {
    return this.post('reversal', -changeMinor, postingId);
  }
}
