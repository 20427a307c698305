import { ProblemError } from '../api/problem-error.js';
import type { NotRemitted } from './remittances.js';

export function remittanceNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'remittance-not-found',
    title: 'There is no such remittance.',
    cause: `This creditor has no remittance ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the remittance from GET /api/v1/creditors/{creditorId}/remittances.',
  });
}

const WHY: Readonly<Record<NotRemitted, readonly [cause: string, remedy: string]>> = {
  nothing: [
    'Nothing that no statement has told yet was booked until the cut-off.',
    'Wait for money, or choose a later cut-off.',
  ],
  'below-minimum': [
    'Less is there than the creditor’s least sum, and it may wait.',
    'Wait for more, or lower the least sum in the creditor’s remittance settings.',
  ],
  'nobody-said-where': [
    'Nobody has said where the creditor’s money is to be paid.',
    'Put payTo and bankAccountId with PUT /api/v1/creditors/{creditorId}/remittance-settings.',
  ],
};

export function notRemitted(why: NotRemitted): ProblemError {
  const [cause, remedy] = WHY[why];
  return new ProblemError({
    status: 409,
    code: `not-remitted-${why}`,
    title: 'Nothing was remitted.',
    cause,
    consequence: 'The money stays on the creditor’s account.',
    remedy,
  });
}
