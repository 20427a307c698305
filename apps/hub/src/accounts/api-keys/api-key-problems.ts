import { ProblemError } from '../../api/problem-error.js';

const NOTHING = 'Nothing was read or changed.';

const refusedKey = (code: string, title: string, cause: string, remedy: string): ProblemError =>
  new ProblemError({ status: 401, code, title, cause, consequence: NOTHING, remedy });

export const keyUnknown = (): ProblemError =>
  refusedKey(
    'api-key-unknown',
    'There is no such API key.',
    'The key in the header Authorization is none that this hub has given out.',
    'Check that the whole key was copied, and that it is for this hub; or make a new one under Developers in the portal.',
  );

export const keyExpired = (expiredAt: Date): ProblemError =>
  refusedKey(
    'api-key-expired',
    'The API key has expired.',
    `It was good until ${expiredAt.toISOString()}.`,
    'Make a new one under Developers in the portal, and put it in the place of the old.',
  );

export const keyRevoked = (): ProblemError =>
  refusedKey(
    'api-key-revoked',
    'The API key was revoked.',
    'Somebody in your organisation has ended it.',
    'Ask them why; then make a new one under Developers in the portal.',
  );

export const scopeMissing = (scope: string): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'scope-missing',
    title: 'The API key does not allow this.',
    cause:
      scope === 'manage-people'
        ? 'People, keys and webhooks are looked after by persons; no key may do it.'
        : `It takes the scope "${scope}".`,
    consequence: 'Nothing was changed.',
    remedy:
      scope === 'manage-people'
        ? 'Do it in the portal, signed in.'
        : 'Make a key that has it, under Developers in the portal.',
  });

export const keyNotFound = (): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'api-key-not-found',
    title: 'The organisation has no such API key.',
    cause: 'No key of this organisation has this id.',
    consequence: NOTHING,
    remedy: 'Take the id from the list of its keys.',
  });

export const organisationNotFound = (): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'organisation-not-found',
    title: 'There is no such organisation.',
    cause: 'No organisation has this id.',
    consequence: NOTHING,
    remedy: 'Take the id from GET /api/v1/me.',
  });

export const tooManyKeys = (most: number): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'too-many-api-keys',
    title: 'The organisation has as many API keys as it can have.',
    cause: `${most} keys are in force.`,
    consequence: 'No key was made.',
    remedy: 'End those that are not used any more; the list says when each was used last.',
  });
