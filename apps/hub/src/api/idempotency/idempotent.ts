import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

export const IDEMPOTENT = 'kravhub:idempotent';

/**
 * For every POST that creates: the request must bear an `Idempotency-Key`, and its repetition gets the first answer
 * instead of a second record. The handler must bear being run again after a crash, by its own natural keys or by
 * `KeyOfRequest`, kept in the transaction of its effect; fields of
 * the answer whose name says "secret" are not kept, so a repetition does not show them again.
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    SetMetadata(IDEMPOTENT, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'Chosen by the caller, a new one for every new intent, 8 to 128 printable characters. A UUID does.',
    }),
  );
}
