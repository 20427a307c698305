import type { OutsideTableError } from '@app/collection';
import { ProblemError } from '../../api/problem-error.js';

/** A balance that the tables of the law cannot answer for, as the API says it. */
export function rateNotKnown(error: OutsideTableError): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'rate-not-known',
    title: 'What is owed on that day is not known.',
    cause: error.message,
    consequence: 'Nothing was changed.',
    remedy: 'Add the rate to the table of the law, or ask for what needs no interest of that day.',
  });
}
