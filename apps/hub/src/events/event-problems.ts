import { ProblemError } from '../api/problem-error.js';

export const eventsForgotten = (through: bigint): ProblemError =>
  new ProblemError({
    status: 410,
    code: 'events-forgotten',
    title: 'Events so old are not kept any more.',
    cause: `Events up to ${through} have been removed for their age.`,
    consequence: 'Nothing was read; what you have not read of them cannot be read here.',
    remedy: `Read the state of your claims anew, then go on with after=${through}.`,
  });

export const organisationUnclear = (): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'organisation-unclear',
    title: 'Whose events?',
    cause: 'Events are told to organisations, and none that you may see for is named.',
    consequence: 'Nothing was read.',
    remedy:
      'Send organisationId, one of those in GET /api/v1/me; an API key needs none, but the scope "see".',
  });
