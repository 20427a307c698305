import type { CaseId, ClaimId } from '@app/domain';
import { unfitField } from '../../api/unfit-field.js';
import { ProblemError } from '../../api/problem-error.js';

/** The refusals that every part of the desk shares: each names the cause, what follows, and what to do. */

export const NOTHING_CHANGED = 'Nothing was changed.';

export function caseNotFound(id: CaseId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'case-not-found',
    title: 'There is no such case.',
    cause: `This creditor has no case ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the case from the creditor’s list of cases.',
  });
}

/** @param what example: `objection` */
export function partNotFound(what: string, id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: `${what}-not-found`,
    title: `There is no such ${what}.`,
    cause: `There is no ${what} ${id} here.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the id from the case’s file.',
  });
}

export function claimNotInCase(id: ClaimId): ProblemError {
  return unfitField('claimIds', `names claim ${id}, which is not in this case`, 'Name claims of the case.');
}

/** @param code part of the API. Example: `objection-handled` */
export function wrongState(code: string, title: string, cause: string, remedy: string): ProblemError {
  return new ProblemError({ status: 409, code, title, cause, consequence: NOTHING_CHANGED, remedy });
}
