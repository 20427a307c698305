import type { Entity } from '../entity.js';
import { type ApiToken } from '../tokens.js';
import type { World } from '../world.js';

export type OwnerSet = 'CURRENT' | 'UPPER' | 'LOWER' | 'MINE' | 'ALL';

/** One authenticated request while it is executed. */
export interface XledgerContext {
  readonly world: World;
  readonly token: ApiToken;
  /** Rows answered and nodes written so far: what is charged for. */
  readonly cost: { rows: number; nodes: number };
}

/** The entities whose rows a list covers. Never above the token's own: those lend master data only. */
export function reach(
  { world, token }: XledgerContext,
  ownerSet: OwnerSet | null | undefined,
): (entity: Entity) => boolean {
  switch (ownerSet ?? world.switches.ownerSetDefault) {
    case 'LOWER':
    case 'ALL':
      return (entity) => world.reaches(token, entity);
    default:
      return (entity) => entity === token.entity;
  }
}

/** The same for master data, which the entities above share with those below. */
export function reachOfMasterData(
  context: XledgerContext,
  ownerSet: OwnerSet | null | undefined,
): (entity: Entity) => boolean {
  const below = reach(context, ownerSet);
  const withUpper = ownerSet === 'UPPER' || ownerSet === 'ALL';
  const above = context.token.entity.upwards();
  return (entity) => below(entity) || (withUpper && above.includes(entity));
}
