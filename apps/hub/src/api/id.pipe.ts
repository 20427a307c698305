import { isUuid } from '@app/domain';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { ProblemError } from './problem-error.js';

/** Reads an id from a path; one of our ids is a UUID, in whatever case it was typed. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  /** @throws ProblemError when the text cannot be an id */
  transform(value: string): string {
    const id = value.toLowerCase();
    if (isUuid(id)) return id;
    throw new ProblemError({
      status: 404,
      code: 'not-an-id',
      title: 'There is nothing at this address.',
      cause: `"${value.slice(0, 60)}" is not an id of the hub's; they are UUIDs.`,
      consequence: 'Nothing was read or changed.',
      remedy: 'Take the id from a list of the API.',
    });
  }
}
