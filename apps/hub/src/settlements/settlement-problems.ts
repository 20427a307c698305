import type { ClaimId, Currency } from '@app/domain';
import { ProblemError } from '../api/problem-error.js';

/** The refusals of this feature: each names the field, what follows, and what to send instead. */

const NOT_TAKEN_IN = 'The settlement was not taken in, and nothing was booked.';

export function claimNotFound(claimId: ClaimId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'claim-not-found',
    title: 'There is no such claim.',
    cause: `This creditor has no claim ${claimId}.`,
    consequence: NOT_TAKEN_IN,
    remedy: 'Send the claim’s id as it was handed over, under the creditor that it belongs to.',
    fields: [{ field: 'claimId', reason: 'is not a claim of this creditor' }],
  });
}

export function settlementNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'settlement-not-found',
    title: 'There is no such settlement.',
    cause: `This creditor has no settlement ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the id from the list of settlements.',
  });
}

export function unfitField(field: string, reason: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'settlement-unfit',
    title: 'The settlement cannot be taken in as it is.',
    cause: `${field} ${reason}.`,
    consequence: NOT_TAKEN_IN,
    remedy,
    fields: [{ field, reason }],
  });
}

export function otherCurrency(claimCurrency: Currency): ProblemError {
  return unfitField(
    'currency',
    `is not the claim’s: the claim is in ${claimCurrency}`,
    `Send the amounts in ${claimCurrency}. What the bank made of them in the books’ currency goes into principalInBooks.`,
  );
}

export function booksAmountMissing(claimCurrency: Currency, booksCurrency: Currency): ProblemError {
  return unfitField(
    'principalInBooks',
    `is missing: the claim is in ${claimCurrency}, and the creditor’s books are kept in ${booksCurrency}`,
    `Send the principal in ${booksCurrency} as the bank converted it. The hub never guesses an exchange rate.`,
  );
}

export function referenceUsedDifferently(reference: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'settlement-reference-used',
    title: 'This reference belongs to another settlement.',
    cause: `A settlement with pipelineReference "${reference}" was taken in before, with other content.`,
    consequence: 'The first one stands; this one was not taken in.',
    remedy:
      'Send new money under a new reference. To take the first one back, send a reversal that names it.',
    fields: [{ field: 'pipelineReference', reason: 'was used for other content' }],
  });
}

export function reversedAlready(reference: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'settlement-reversed-already',
    title: 'This settlement was reversed already.',
    cause: `Another reversal of "${reference}" was taken in before.`,
    consequence: 'The first reversal stands; this one was not taken in.',
    remedy: 'Nothing is to be done if it is the same event. Otherwise name the settlement that it is about.',
    fields: [{ field: 'reverses', reason: 'is reversed already' }],
  });
}
