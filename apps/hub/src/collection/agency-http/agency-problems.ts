import type { AgencyId } from '@app/domain';
import { ProblemError } from '../../api/problem-error.js';

/** The refusals of this feature: each says what is wrong, what follows from it, and what to do. */

export function agencyNotFound(id: AgencyId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'agency-not-found',
    title: 'There is no such agency.',
    cause: `No agency ${id} is registered.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the agency from GET /api/v1/agencies, or register one with POST /api/v1/agencies.',
  });
}

export function agencyKeyTaken(key: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'agency-key-taken',
    title: 'Another agency has this key.',
    cause: `An agency with the key "${key}" is registered already.`,
    consequence: 'Nothing was stored.',
    remedy: 'Choose another key, or change the registered agency.',
    fields: [{ field: 'key', reason: 'is taken' }],
  });
}

export function addressRefused(reason: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'agency-address-refused',
    title: 'An agency cannot be at this address.',
    cause: `The address ${reason}.`,
    consequence: 'Nothing was stored, and the address was not called.',
    remedy:
      'Send the https address that the agency gives out for its API, at a public name. For the sandbox set AGENCIES_ON_LOOPBACK=true.',
    fields: [{ field: 'baseUrl', reason }],
  });
}

export function agencyRetired(name: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'agency-retired',
    title: 'The agency takes no claims any more.',
    cause: `${name} was retired.`,
    consequence: 'The choice of pipeline is unchanged.',
    remedy: 'Choose another agency, or the built-in pipeline.',
  });
}

export function agencyInUse(creditors: number, claims: number): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'agency-in-use',
    title: 'The agency is still in use.',
    cause: `${creditors} creditors hand their claims to it, and it has ${claims} claims.`,
    consequence: 'It was not retired.',
    remedy:
      'Choose another pipeline for these creditors, and withdraw the claims or let the agency bring them to an end.',
  });
}

export function secretsUnchanged(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'agency-secrets-missing',
    title: 'No new secret was sent.',
    cause: 'Neither apiToken nor webhookSecrets is given.',
    consequence: 'Nothing was changed.',
    remedy: 'Send the one that is to be replaced, or both.',
  });
}
