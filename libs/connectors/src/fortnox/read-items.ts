import type { LedgerItemId, OpenItem } from '@app/domain';
import type { ItemReadings, RefusedRecord } from '../contract/index.js';
import { mapSideBySide } from './bounded.js';
import { type CompanyContext, readItem } from './item-reader.js';

/** Each costs two requests or more, so this many take half a minute at the vendor's pace. */
export const ITEMS_PER_READ_MAX = 50;

/** The invoices named, as they stand now, settled ones included. */
export async function readItems(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const found: OpenItem[] = [];
  const missing: LedgerItemId[] = [];
  const refused: RefusedRecord[] = [];
  const distinct = [...new Set(ids)];
  const known = distinct.filter((id) => /^\d{1,19}$/.test(id));
  const readings = await mapSideBySide(known, (id) => readItem(context, id, signal));
  readings.forEach((reading, index) => {
    if (reading.outcome === 'found') found.push(reading.item);
    else if (reading.outcome === 'refused') refused.push(reading.record);
    else missing.push(known[index] as LedgerItemId);
  });
  missing.push(...distinct.filter((id) => !known.includes(id)));
  return { found, missing, refused };
}
