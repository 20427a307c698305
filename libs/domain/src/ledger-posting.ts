import type { LedgerPostingId, LedgerVoucherId } from './ids.js';
import type { LocalDate } from './local-date.js';
import type { Money } from './money.js';

/** The entry that the ledger made of one of our write-backs. */
export interface LedgerPosting {
  readonly postingId: LedgerPostingId;
  readonly voucherId: LedgerVoucherId;
  readonly bookedOn: LocalDate;
  /** Signed change of the item's outstanding amount, as the ledger booked it. */
  readonly change: Money;
}
