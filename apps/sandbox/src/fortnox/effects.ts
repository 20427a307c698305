import { isLocalDate } from '@app/domain';
import type { EffectKind } from '../faults/fault.js';
import type { SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { World } from './world.js';

/** The mischief that changes data or access just before a request is answered. */
export function playEffect(
  world: World,
  kind: EffectKind,
  request: SimRequest,
  tenantId: number | undefined,
): void {
  const company = tenantId === undefined ? undefined : world.companies.get(tenantId);
  switch (kind) {
    case 'token-revoked':
      world.grants.endAccess(tenantId);
      return;
    case 'company-access-withdrawn':
      if (tenantId !== undefined) world.grants.withdraw(tenantId);
      return;
    case 'row-vanishes':
      if (company) setFirstHidden(company, request.path, true);
      return;
    case 'row-appears':
      if (company) setFirstHidden(company, request.path, false);
      return;
    case 'payment-type-removed':
      company?.modes.delete(fieldOf(request.body, 'ModeOfPayment'));
      return;
    case 'period-closed': {
      const day = fieldOf(request.body, 'PaymentDate');
      if (company) company.lockedUntil = isLocalDate(day) ? day : world.today();
      return;
    }
    case 'equal-timestamps':
      if (company) makeEqual(company);
      return;
  }
}

/** Hides the first invoice or payment that is shown, or shows the first that is hidden. */
function setFirstHidden(company: Company, path: string, hide: boolean): void {
  const rows = path.includes('invoicepayments') ? company.payments : company.invoices;
  for (const row of rows.values()) {
    if (row.isHidden === hide) continue;
    row.isHidden = hide;
    return;
  }
}

/** All invoices and payments were changed at one instant. */
function makeEqual(company: Company): void {
  const nowMs = company.nowMs();
  for (const invoice of company.invoices.values()) invoice.changedAtMs = nowMs;
  for (const payment of company.payments.values()) payment.changedAtMs = nowMs;
}

function fieldOf(body: string, name: string): string {
  const found = new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`).exec(body);
  return found?.[1] ?? '';
}
