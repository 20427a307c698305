import { currentPrincipal } from '../api/principal.js';
import { notSignedIn } from './account-problems.js';

/** The person who makes the request. @throws ProblemError 401 for the API's token and for keys, which are nobody */
export function signedInUser(): string {
  const principal = currentPrincipal();
  if (principal?.kind !== 'user') throw notSignedIn();
  return principal.id;
}
