import type { Actor } from '../../connections/actor.js';

/** As rows and timelines name who did it. Example: `case-handler:kari`. */
export function actorText({ kind, id }: Actor): string {
  return kind === 'system' ? kind : `${kind}:${id}`;
}
