import type { EffectKind } from '../faults/fault.js';
import type { Entity } from './entity.js';
import type { ApiToken } from './tokens.js';
import type { World } from './world.js';

/** The account that a collector's settlements are booked against. */
export const CLEARING_ACCOUNT = 1579;

/** The mischief that changes data or access just before a request is answered. */
export function playEffect(
  world: World,
  kind: EffectKind,
  token: ApiToken | undefined,
  companyId: number | undefined,
): void {
  const covered = coveredBy(world, token, companyId);
  switch (kind) {
    case 'token-revoked':
      if (token) token.isRevoked = true;
      return;
    case 'company-access-withdrawn': {
      const entity = covered.find((one) => one !== token?.entity);
      if (entity) entity.parent = undefined;
      return;
    }
    case 'row-vanishes':
    case 'row-appears': {
      const hide = kind === 'row-vanishes';
      const row = world.ar.all().find((one) => one.isHidden !== hide && covered.includes(one.entity));
      if (row) row.isHidden = hide;
      return;
    }
    case 'equal-timestamps': {
      const nowMs = world.nowMs();
      for (const row of world.ar.all()) if (covered.includes(row.entity)) world.ar.touched(row, nowMs);
      return;
    }
    case 'payment-type-removed':
      for (const entity of covered) entity.account(CLEARING_ACCOUNT).isActive = false;
      return;
    case 'period-closed':
      for (const entity of covered) entity.books.setPeriodClosed(world.today().slice(0, 7), true);
      return;
  }
}

function coveredBy(world: World, token: ApiToken | undefined, companyId: number | undefined): Entity[] {
  return [...world.entities.values()].filter((entity) =>
    companyId === undefined ? token !== undefined && world.reaches(token, entity) : entity.id === companyId,
  );
}
