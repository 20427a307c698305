import type { LocalDate } from '@app/domain';

/** The books refuse: each reason is one that double entry, not a vendor, gives. */
export type BooksRefusal =
  'unbalanced' | 'empty' | 'no-customer' | 'not-whole-minor-units' | 'already-reversed' | 'not-matching';

export class BooksRefusedError extends Error {
  constructor(
    readonly reason: BooksRefusal,
    detail: string,
  ) {
    super(`The books refuse: ${detail}.`);
    this.name = 'BooksRefusedError';
  }
}

/** The day lies in an accounting period that was closed. */
export class PeriodClosedError extends Error {
  constructor(readonly on: LocalDate) {
    super(`The accounting period of ${on} is closed.`);
    this.name = 'PeriodClosedError';
  }
}
