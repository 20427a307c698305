import { type Actor, API_ACTOR } from '../../connections/actor.js';

/** The case handler whom the caller names, else whoever holds the API token. */
export function actorOf({ by }: { readonly by?: string }): Actor {
  return by === undefined ? API_ACTOR : { kind: 'case-handler', id: by };
}

/** As rows and timelines name who did it. Example: `case-handler:kari`. */
export function actorText({ kind, id }: Actor): string {
  return kind === 'system' ? kind : `${kind}:${id}`;
}
