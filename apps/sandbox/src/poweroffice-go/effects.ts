import { isLocalDate } from '@app/domain';
import type { EffectKind } from '../faults/fault.js';
import type { SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { Invoice } from './rows.js';
import type { World } from './world.js';

/** The mischief that changes data or access just before a request is answered. */
export function playEffect(
  world: World,
  kind: EffectKind,
  request: SimRequest,
  path: string,
  companyId: number | undefined,
): void {
  const company = companyId === undefined ? undefined : world.companies.get(companyId);
  // Something for a journal to see: not every effect draws an id.
  world.ids.next('onboarding');
  if (kind === 'token-revoked') {
    world.credentials.endTokens();
    return;
  }
  if (!company) return;
  switch (kind) {
    case 'company-access-withdrawn': {
      const clientKey = world.credentials.clientKeyOf(company.id);
      if (clientKey) world.removeClientKey(clientKey);
      return;
    }
    case 'row-vanishes':
      return hideFirst(company, request, path, true);
    case 'row-appears':
      return hideFirst(company, request, path, false);
    case 'payment-type-removed':
      // What a payment is posted against here: the interim account.
      company.account(1905).isActive = false;
      return;
    case 'period-closed': {
      const [, sent = ''] = /"PostingDate"\s*:\s*"(\d{4}-\d{2}-\d{2})/.exec(request.body) ?? [];
      company.lockDate = isLocalDate(sent) ? sent : world.today();
      return;
    }
    case 'equal-timestamps':
      return stampEqually(company);
  }
}

/** Hides the first row of the list that is asked for (by its own order), or shows the first that is hidden. */
function hideFirst(company: Company, request: SimRequest, path: string, hide: boolean): void {
  const order = [...request.query].find(([name]) => name.toLowerCase() === 'orderby')?.[1].trim() ?? '';
  const isLedger = path.toLowerCase().startsWith('/v2/customerledger');
  const key = orderKey(order, isLedger);
  const rows = [...company.invoices.values()].filter(({ isHidden }) => isHidden !== hide);
  rows.sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  const row = rows[0];
  if (!row) return;
  row.isHidden = hide;
  company.touch();
}

function orderKey(order: string, isLedger: boolean): (row: Invoice) => string | number {
  if (/^id\b/i.test(order)) return (row) => (isLedger ? row.entry.id : row.document.uuid);
  if (/^(balance)?lastchanged/i.test(order)) return (row) => row.entry.changedAt;
  return (row) => row.number;
}

/** Neighbours by time of change share one stamp, four at a time, so that pages break between equals. */
const EQUALS = 4;

function stampEqually(company: Company): void {
  const entries = [...company.entries.values()].sort((a, b) =>
    a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : 0,
  );
  for (let at = 0; at < entries.length; at += EQUALS) {
    const block = entries.slice(at, at + EQUALS);
    const latest = block.at(-1)?.changedAt ?? '';
    for (const entry of block) entry.changedAt = latest;
  }
  company.touch();
}
