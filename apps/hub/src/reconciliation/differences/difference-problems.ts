import { ProblemError } from '../../api/problem-error.js';
import type { DifferenceAction } from './difference-remedies.js';
import { REMEDIES } from './difference-remedies.js';
import type { StandingDifference } from './standing-row.js';

/** The refusals of this feature. */

const NOTHING_CHANGED = 'Nothing was changed or sent.';

export function differenceNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'difference-not-found',
    title: 'There is no such difference.',
    cause: `This creditor has no difference ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the id from the list of differences.',
  });
}

export function clearedAlready(): ProblemError {
  return refused(
    'difference-cleared',
    'A run has found that all sides agree again.',
    'Nothing is to be done; if it comes back it is reopened by itself.',
  );
}

export function actionUnfit({ kind }: StandingDifference, action: DifferenceAction): ProblemError {
  const { actions, remedy } = REMEDIES[kind];
  const allowed = actions.length === 0 ? 'no action' : actions.join(', ');
  return refused(
    'difference-action-unfit',
    `A difference of the kind ${kind} knows ${allowed}, not ${action}.`,
    `${remedy} Or explain it.`,
  );
}

export function foreignWriteBack(): ProblemError {
  return refused(
    'difference-write-back-unfit',
    'writeBackId is missing, or is not a write-back of the claim that differs.',
    'Take it from the evidence of the difference.',
  );
}

export function paymentNotCounted(): ProblemError {
  return refused(
    'difference-payment-not-counted',
    'The invoice was read again, and the claim still does not count the payment.',
    'Look at why the claim is held: the ledger may take back more than was ever paid, or a booking of ours may be on its way.',
  );
}

export function moneyAtTheBank(): ProblemError {
  return refused(
    'difference-money-at-the-bank',
    'The money of this settlement lies on a client account.',
    'Undo the allocation of its bank transaction instead; the posting is taken back with it.',
  );
}

function refused(code: string, cause: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 409,
    code,
    title: 'This cannot be done about the difference.',
    cause,
    consequence: NOTHING_CHANGED,
    remedy,
  });
}
