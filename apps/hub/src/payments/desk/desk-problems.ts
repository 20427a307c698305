import { type Currency, formatDecimal, money } from '@app/domain';
import { ProblemError } from '../../api/problem-error.js';

/** The refusals of the desk for money that belongs to nobody yet. */

const NOTHING = 'Nothing was booked.';

export function transactionNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'bank-transaction-not-found',
    title: 'There is no such transaction.',
    cause: `No file told a transaction ${id}.`,
    consequence: NOTHING,
    remedy: 'Take the id from the list of transactions.',
  });
}

export function unfitState(state: string, wanted: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'bank-transaction-state',
    title: 'The transaction is not in a state for this.',
    cause: `It is ${state}; ${wanted}.`,
    consequence: NOTHING,
    remedy: 'Read the transaction again: somebody may have worked on it.',
  });
}

export function openDiffers(openMinor: bigint, currency: Currency): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'open-amount-differs',
    title: 'Another amount is open than you saw.',
    cause: `${formatDecimal(money(openMinor, currency))} ${currency} of the transaction belongs to nobody yet.`,
    consequence: NOTHING,
    remedy: 'Read the transaction again, and decide about what is open now.',
    fields: [{ field: 'open', reason: 'is not what is open' }],
  });
}

export function unfit(field: string, reason: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'desk-request-unfit',
    title: 'This cannot be done as it is asked.',
    cause: `${field} ${reason}.`,
    consequence: NOTHING,
    remedy,
    fields: [{ field, reason }],
  });
}
