import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import { ProblemError } from './problem-error.js';

const FIELDS_MAX = 50;

/** Bodies and queries are checked against their class; unknown fields are refused by name, so that a typing error is never taken for consent. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    // The refused value may be a secret or about a person: it goes into no message.
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new ProblemError({
        status: 422,
        code: 'unfit-fields',
        title: 'Some fields are unfit.',
        cause: `${reasons(errors)
          .map(({ field }) => field)
          .join(', ')}: see "fields".`,
        consequence: 'The request was not carried out.',
        remedy: 'Mend the named fields and send the request again; the same Idempotency-Key may be used.',
        fields: reasons(errors),
      }),
  });
}

function reasons(errors: readonly ValidationError[], path = ''): { field: string; reason: string }[] {
  return errors
    .flatMap((error) => {
      const field = path === '' ? error.property : `${path}.${error.property}`;
      const own = Object.values(error.constraints ?? {}).map((reason) => ({ field, reason }));
      return [...own, ...reasons(error.children ?? [], field)];
    })
    .slice(0, FIELDS_MAX);
}
