import { ProblemError } from '../api/problem-error.js';

const problem = (
  status: number,
  code: string,
  title: string,
  cause: string,
  remedy: string,
  consequence = 'Nothing was changed.',
): ProblemError => new ProblemError({ status, code, title, cause, consequence, remedy });

export const endpointNotFound = (): ProblemError =>
  problem(
    404,
    'webhook-endpoint-not-found',
    'The organisation has no such webhook endpoint.',
    'None of its endpoints has this id, or it was ended.',
    'Take the id from the list of its endpoints.',
  );

export const webhookAddressRefused = (reason: string): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'webhook-address-refused',
    title: 'Webhooks cannot go to this address.',
    cause: `The address ${reason}.`,
    consequence: 'Nothing was stored, and the address was not called.',
    remedy: 'Send an https address at a public name. To try things out here set WEBHOOKS_ON_LOOPBACK=true.',
    fields: [{ field: 'url', reason }],
  });

export const tooManyEndpoints = (most: number): ProblemError =>
  problem(
    409,
    'too-many-webhook-endpoints',
    'The organisation has as many webhook endpoints as it can have.',
    `There are ${most}.`,
    'End one that is not used any more.',
  );

export const tooManySecrets = (most: number): ProblemError =>
  problem(
    409,
    'too-many-webhook-secrets',
    'The endpoint has as many secrets as it can have.',
    `${most} secrets sign already.`,
    'Remove one that the receiver does not use any more, then make a new one.',
  );

export const secretNotFound = (): ProblemError =>
  problem(
    404,
    'webhook-secret-not-found',
    'The endpoint has no such secret.',
    'None of its secrets has this id.',
    'Take the id from the endpoint.',
  );

export const lastSecret = (): ProblemError =>
  problem(
    409,
    'last-webhook-secret',
    'It is the endpoint’s last secret.',
    'Without one nothing could be signed.',
    'Make a new one first, and give it to the receiver.',
  );

export const eventNotKept = (): ProblemError =>
  problem(
    404,
    'event-not-kept',
    'There is no such event.',
    'The organisation was not told it, or it is kept no longer.',
    'Take id or numbers from GET /api/v1/events.',
    'Nothing was sent.',
  );

export const endpointDisabled = (): ProblemError =>
  problem(
    409,
    'webhook-endpoint-disabled',
    'The endpoint is disabled.',
    'Nothing is sent there until somebody enables it.',
    'Enable it, then do this again.',
    'Nothing was sent.',
  );
