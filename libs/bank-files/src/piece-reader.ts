import type { LocalDate } from '@app/domain';
import type { BankFileEvent } from './events.js';

/** What a reader needs to know besides the bytes. */
export interface ReadOptions {
  /** The day in the creditor's country: dates after it are flagged. */
  readonly today: LocalDate;
  /**
   * What happens when a count or sum in the file is not what was read, or its currencies do not fit. `refuse` (default)
   * ends with `BankFileRefusedError`. `report` goes on and tells it in the totals: to look at a file, never to book it.
   */
  readonly onFailedTotals?: 'refuse' | 'report';
}

/** A format's reader: bytes in, events out, nothing held but the record that is being read. */
export interface PieceReader {
  /** Filled by `push` and `end`; the caller empties it. */
  readonly outbox: BankFileEvent[];
  push(piece: Uint8Array): void;
  /** @throws BankFileRefusedError when the file's end is missing */
  end(content: { readonly contentHash: string; readonly bytes: number }): void;
}
