import type { LocalDate } from '@app/domain';
import type { EffectKind } from '../faults/fault.js';
import type { SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import { dayOfNumber } from './day-numbers.js';
import { isOpenEntry } from './ledger-row.js';
import type { World } from './world.js';

/** The mischief that changes data or access just before a request is answered. */
export function playEffect(
  world: World,
  kind: EffectKind,
  request: SimRequest,
  companyId: number | undefined,
): void {
  const covered = [...world.companies.values()].filter(
    ({ id }) => companyId === undefined || id === companyId,
  );
  const principal = world.grants.access(
    /^Bearer (\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '',
  )?.family.principal;
  world.changes += 1;
  switch (kind) {
    case 'token-revoked':
      world.grants.endAccess(principal?.id);
      return;
    case 'company-access-withdrawn':
      for (const { id } of covered) principal?.access.delete(id);
      return;
    case 'row-vanishes':
    case 'row-appears':
      setFirstHidden(covered, kind === 'row-vanishes');
      return;
    case 'equal-timestamps':
      for (const { rows, associates } of covered)
        for (const row of [...rows.values(), ...associates.values()]) row.changedAtMs = world.nowMs();
      return;
    case 'payment-type-removed':
      for (const company of covered) company.account('collection').isActive = false;
      return;
    case 'period-closed':
      for (const company of covered)
        for (const month of monthsOf(request.body, company, world.today()))
          company.books.setPeriodClosed(month, true);
      return;
  }
}

/** Hides the first open entry that is shown, or shows the first that is hidden. */
function setFirstHidden(companies: readonly Company[], hide: boolean): void {
  for (const { rows } of companies) {
    const row = [...rows.values()].find((one) => one.isHidden !== hide && isOpenEntry(one));
    if (!row) continue;
    row.isHidden = hide;
    return;
  }
}

/** The month of the first date that the request names, or those of the batches that wait, or today's. */
function monthsOf(body: string, { batches }: Company, today: LocalDate): string[] {
  const named = dayOfNumber(Number(/ate"?\s*:\s*(20\d{6})\b/.exec(body)?.[1] ?? 0));
  const waiting = [...batches.values()].flatMap(({ valueDate }) => dayOfNumber(valueDate) ?? []);
  const days = named !== undefined ? [named] : waiting.length > 0 ? waiting : [today];
  return days.map((day) => day.slice(0, 7));
}
