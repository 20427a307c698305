import type { CaseDebtorId } from '@app/domain';
import type { PartRetention } from '@app/collection';
import { ProblemError } from '../api/problem-error.js';

export const debtorNotFound = (id: CaseDebtorId): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'case-debtor-not-found',
    title: 'There is no such debtor.',
    cause: `This creditor has no debtor ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the debtor from a case.',
  });

/** @param parts what is not erased yet; none of it may go today */
export function notErasable(parts: readonly PartRetention[]): ProblemError {
  const [first] = parts.toSorted((a, b) => ((a.from ?? '9') < (b.from ?? '9') ? -1 : 1));
  if (first === undefined)
    return new ProblemError({
      status: 409,
      code: 'already-erased',
      title: 'This debtor was erased before.',
      cause: 'No personal data is left that the hub could erase.',
      consequence: 'Nothing was changed.',
      remedy: 'Nothing needs to be done.',
    });
  if (first.reason === 'case-open')
    return new ProblemError({
      status: 409,
      code: 'erasure-case-open',
      title: 'The debtor has an open case.',
      cause: 'What is kept of a debtor is needed as long as a case of theirs is open.',
      consequence: 'Nothing was erased.',
      remedy:
        'Close the case or wait for its end; what may go is then erased by itself once its time has come.',
    });
  return new ProblemError({
    status: 409,
    code: 'erasure-retained',
    title: `The law keeps it until ${first.from}.`,
    cause: parts.map(({ part, from, source }) => `${part} until ${from}: ${source}`).join('. '),
    consequence: 'Nothing was erased.',
    remedy: `Ask again from ${first.from} on, or leave it to the hub: it erases by itself at night.`,
  });
}
