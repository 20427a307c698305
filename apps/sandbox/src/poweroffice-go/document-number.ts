import type { Document } from './rows.js';
import type { World } from './world.js';

/** Numbers are given in the background shortly after posting; until then answers show 0. */
export function numberOf(world: World, document: Document): number {
  return world.nowMs() >= document.numberedFromMs ? document.number : 0;
}

/** A posting may show in reads only some time after it was made. */
export function isVisible(world: World, document: Document): boolean {
  return world.nowMs() >= document.visibleFromMs;
}
