import { isLocalDate, type LocalDate } from '@app/domain';
import { ProblemError } from './problem-error.js';

/** Reads a day that a caller sent. @throws ProblemError 422 when the calendar has no such day */
export function dayOf(field: string, text: string): LocalDate {
  if (isLocalDate(text)) return text;
  const reason = 'is no day of the calendar';
  throw new ProblemError({
    status: 422,
    code: 'unfit-fields',
    title: 'Some fields are unfit.',
    cause: `${field} ${reason}.`,
    consequence: 'The request was not carried out.',
    remedy: 'Give a day like 2026-03-02.',
    fields: [{ field, reason }],
  });
}
