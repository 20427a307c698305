import { isLocalDate, type LocalDate } from '@app/domain';
import type { EffectKind } from '../faults/fault.js';
import type { SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { World } from './world.js';

/** The mischief that changes data or access just before a request is answered. */
export function playEffect(
  world: World,
  kind: EffectKind,
  request: SimRequest,
  companyId: number | undefined,
): void {
  const company = companyId === undefined ? undefined : world.companies.get(companyId);
  switch (kind) {
    case 'token-revoked':
      world.sessions.endAll();
      return;
    case 'company-access-withdrawn':
      if (company)
        for (const employee of world.credentials.employees()) employee.clientIds.delete(company.id);
      return;
    case 'row-vanishes':
      if (company) setFirstHidden(company, request, true);
      return;
    case 'row-appears':
      if (company) setFirstHidden(company, request, false);
      return;
    case 'payment-type-removed':
      company?.removePaymentType(Number(request.query.get('paymentTypeId')));
      return;
    case 'period-closed': {
      const day = request.query.get('paymentDate') ?? request.query.get('date') ?? world.today();
      company?.books.setPeriodClosed(day.slice(0, 7), true);
      return;
    }
    case 'equal-timestamps':
      return;
  }
}

/** Hides the earliest invoice of the window that is shown, or shows the earliest that is hidden. */
function setFirstHidden(company: Company, request: SimRequest, hide: boolean): void {
  const from = dateOr(request.query.get('invoiceDateFrom'), '1900-01-01');
  const to = dateOr(request.query.get('invoiceDateTo'), '2200-01-01');
  const rows = company.invoicesByDay.range(from, to).sort((a, b) => a.id - b.id);
  const row = rows.find((invoice) => invoice.isHidden !== hide);
  if (!row) return;
  row.isHidden = hide;
  company.touch();
}

function dateOr(text: string | null, fallback: string): LocalDate {
  return (text !== null && isLocalDate(text) ? text : fallback) as LocalDate;
}
