import { RetryableLedgerError } from '../contract/index.js';

/**
 * The vendor refused a call as too fast, or as beyond an allowance, in whatever way it says so: certainly not carried out.
 * Nobody who shares the budget calls until the wait is over.
 */
export class LimitReachedError extends RetryableLedgerError {
  constructor(message: string, waitMs: number) {
    super(message, waitMs);
    this.name = RetryableLedgerError.name;
  }
}
