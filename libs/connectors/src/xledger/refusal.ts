import { MalformedAmountError, MalformedDateError, UnknownCurrencyError } from '@app/domain';
import type { RefusalReason } from '../contract/index.js';
import { DecodeError } from '../kit/index.js';

/** Why one row cannot become an open item; the page around it goes on. */
export class RefusalError extends Error {
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
    this.name = 'RefusalError';
  }
}

/** Anything that a mapper or a decoder threw, as a refusal in words for the accountant; other errors go on. */
export function asRefusal(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error;
  if (error instanceof UnknownCurrencyError) {
    return new RefusalError('unknown-currency', 'The invoice’s currency is not one the hub handles.');
  }
  if (error instanceof MalformedAmountError) {
    return new RefusalError(
      'malformed-amount',
      'An amount of the invoice is not exact money: it has too many decimals or is no number.',
    );
  }
  if (error instanceof MalformedDateError) {
    return new RefusalError('malformed-date', 'A date of the invoice is not a day of the calendar.');
  }
  if (error instanceof DecodeError) return new RefusalError(reasonByPath(error), error.message);
  throw error;
}

function reasonByPath({ path }: DecodeError): RefusalReason {
  if (path === 'dbId') return 'missing-id';
  if (path.startsWith('subledger')) return 'missing-debtor';
  if (path.startsWith('currency')) return 'unknown-currency';
  return /amount|remaining|fee/i.test(path) ? 'malformed-amount' : 'malformed-record';
}
