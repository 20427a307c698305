import type { LedgerItemId, OpenItem } from '@app/domain';
import { type ItemReadings, LedgerContradictionError, type RefusedRecord } from '../contract/index.js';
import { inAddressLengths } from './client.js';
import { type CompanyContext, mapRows, type MappedRows } from './invoice-rows.js';
import { readableId } from './to-open-item.js';
import { isPowerOfficeUuid } from './wire.js';

/** Most ids in one call of the contract: three addresses full. */
export const ITEMS_PER_READ_MAX = 130;

/** The invoices named, as they stand now, settled ones included. */
export async function readItems(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const found: OpenItem[] = [];
  const refused: RefusedRecord[] = [];
  const take = ({ items, refused: bad }: MappedRows): void => {
    found.push(...items);
    refused.push(...bad);
  };
  const missing: LedgerItemId[] = ids.filter((id: string) => !isPowerOfficeUuid(id));
  const asked = [...new Set(ids.filter((id: string) => isPowerOfficeUuid(id)))];
  for (const part of inAddressLengths(asked)) {
    const seen = await readList(context, part, take, signal);
    // Not in the list: asked for by itself, since a list may leave rows out without an error.
    for (const id of part) {
      if (seen.has(id.toLowerCase())) continue;
      const value = await context.client.find({ path: '/OutgoingInvoices/{id}', id, signal }, (json) => json);
      if (value === undefined) missing.push(id as LedgerItemId);
      else take(await mapRows(context, [{ value, index: 0 }], { text: '', ...OPTIONS, signal }));
    }
  }
  return { found, missing, refused };
}

/** Settled ones too, and customers as they are now: a hand-over may follow. */
const OPTIONS = { openOnly: false, freshCustomers: true } as const;

async function readList(
  context: CompanyContext,
  ids: readonly string[],
  take: (mapped: MappedRows) => void,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { values, text } = await context.client.rawList({
    path: '/OutgoingInvoices',
    // One row more than can come: an ignored filter shows itself.
    query: { invoiceIds: ids.join(','), PageSize: ids.length + 1 },
    signal,
  });
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  const seen = new Set(values.map((value) => readableId(value) ?? ''));
  for (const id of seen) {
    if (!wanted.has(id)) {
      throw new LedgerContradictionError('PowerOffice returned invoices that were not asked for.');
    }
  }
  const rows = values.map((value, index) => ({ value, index }));
  take(await mapRows(context, rows, { text, ...OPTIONS, signal }));
  return seen;
}
