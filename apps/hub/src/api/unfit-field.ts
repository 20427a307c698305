import { ProblemError } from './problem-error.js';

/**
 * What a service finds unfit that the form alone did not show; the caller reads it as any other unfit field.
 *
 * @param reason completes the sentence "<field> …". Example: `lies in the future`
 * @param consequence default: the request was not carried out
 */
export function unfitField(
  field: string,
  reason: string,
  remedy: string,
  consequence = 'The request was not carried out.',
): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'unfit-fields',
    title: 'Some fields are unfit.',
    cause: `${field} ${reason}.`,
    consequence,
    remedy,
    fields: [{ field, reason }],
  });
}
