import { currentPrincipal } from '../api/principal.js';
import type { Deed } from './audit-log.js';

/** Who does something, as the audit log names them. */
export type Actor = Deed['actor'];

/** The hub itself. */
export const SYSTEM_ACTOR: Actor = { kind: 'system', id: 'hub' };

/** Whoever holds the API token. */
export const API_ACTOR: Actor = { kind: 'api-token', id: 'api' };

/** The person who makes the request, or whoever holds the API token. */
export function currentActor(): Actor {
  return currentPrincipal() ?? API_ACTOR;
}

/**
 * The person who makes the request; for a program, the case handler whom it names, else whoever holds the API token. A
 * person speaks for nobody else.
 */
export function actorOf({ by }: { readonly by?: string }): Actor {
  const principal = currentPrincipal();
  if (principal) return principal;
  return by === undefined ? API_ACTOR : { kind: 'case-handler', id: by };
}

/** As rows and timelines name who did it. Example: `case-handler:kari`. */
export function actorText({ kind, id }: Actor): string {
  return kind === 'system' ? kind : `${kind}:${id}`;
}
