import type { LedgerItemId, OpenItem } from '@app/domain';
import type { ItemReadings, RefusedRecord } from '../contract/index.js';
import { type CompanyContext, mapRows } from './invoice-rows.js';
import { LIMITS } from './limits.js';
import { isRowId, readRows } from './rows-by-id.js';

/** The invoices named, as they stand now, settled ones included. */
export async function readItems(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const found: OpenItem[] = [];
  const refused: RefusedRecord[] = [];
  const asked = [...new Set<string>(ids.filter(isRowId))];
  for (let at = 0; at < asked.length; at += LIMITS.itemsPerReadMax) {
    const page = await readRows(context.client, asked.slice(at, at + LIMITS.itemsPerReadMax), signal);
    const mapped = await mapRows(context, page, { openOnly: false, signal });
    found.push(...mapped.items);
    refused.push(...mapped.refused);
  }
  const shown = new Set<string>([
    ...found.map(({ ledgerItemId }) => ledgerItemId),
    ...refused.flatMap(({ ledgerItemId }) => ledgerItemId ?? []),
  ]);
  return { found, missing: ids.filter((id) => !shown.has(id)), refused };
}
