import { ProblemError } from '../api/problem-error.js';

export function recordNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'refused-record-not-found',
    title: 'There is no such record.',
    cause: `Nothing was set aside for this creditor under ${id}.`,
    consequence: 'Nothing was read.',
    remedy: 'Take the id from GET …/refused-records.',
  });
}

export function recordWithoutId(id: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'refused-record-without-id',
    title: 'This record cannot be asked for alone.',
    cause: `The ledger gave the record ${id} without an id that can be read.`,
    consequence: 'Nothing was read.',
    remedy: 'Mend it in the ledger and read everything: POST …/connections/{connectionId}/sync.',
  });
}
