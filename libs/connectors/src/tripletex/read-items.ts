import type { LedgerItemId, OpenItem } from '@app/domain';
import { type ItemReadings, LedgerContradictionError, type RefusedRecord } from '../contract/index.js';
import { EVER } from './credit-vouchers.js';
import { ObjectNotFoundError } from './errors.js';
import { type CompanyContext, mapRows } from './invoice-rows.js';
import { readableId } from './to-open-item.js';
import { INVOICE_FIELDS } from './wire.js';

export const IDS_PER_REQUEST_MAX = 100;

/** The invoices named, as they stand now, settled ones included. */
export async function readItems(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const found: OpenItem[] = [];
  const missing: LedgerItemId[] = [];
  const refused: RefusedRecord[] = [];
  for (let at = 0; at < ids.length; at += IDS_PER_REQUEST_MAX) {
    const batch = await readBatch(context, [...new Set(ids.slice(at, at + IDS_PER_REQUEST_MAX))], signal);
    found.push(...batch.found);
    missing.push(...batch.missing);
    refused.push(...batch.refused);
  }
  return { found, missing, refused };
}

async function readBatch(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const asked = ids.filter((id) => /^\d{1,19}$/.test(id));
  if (asked.length === 0) return { found: [], refused: [], missing: [...ids] };
  const wanted = new Set<string>(asked);
  const remembered = context.recent.take([...asked].sort(byNumber));
  const answer = await context.client.rawListUnless(
    {
      path: '/invoice',
      query: {
        ...EVER,
        id: asked.join(','),
        from: 0,
        // One row more than can come: an ignored filter shows itself.
        count: asked.length + 1,
        sorting: 'id',
        fields: INVOICE_FIELDS,
      },
      signal,
    },
    remembered?.map(({ text }) => text),
  );
  if (answer === 'as-known') {
    const found = remembered?.map(({ item }) => item) ?? [];
    return { found, refused: [], missing: ids.filter((id) => !wanted.has(id)) };
  }
  const rows = answer.values.map((value, index) => ({ value, index }));
  for (const { value } of rows) {
    const id = readableId(value);
    if (id === undefined || !wanted.has(id)) {
      throw new LedgerContradictionError('Tripletex returned invoices that were not asked for.');
    }
  }
  const { items, refused } = await mapRows(context, rows, { text: answer.text, openOnly: false, signal });
  const seen = new Set<string>(rows.map(({ value }) => readableId(value) ?? ''));
  const readings = { found: [...items], refused: [...refused], missing: ids.filter((id) => !wanted.has(id)) };
  for (const id of asked) if (!seen.has(id)) await confirmMissing(context, id, readings, signal);
  return readings;
}

/** Ids are numbers of up to 19 digits, without leading zeros. */
function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

interface Readings {
  readonly found: OpenItem[];
  readonly refused: RefusedRecord[];
  readonly missing: LedgerItemId[];
}

/** Not in the list: asked for by itself, since a list may leave rows out without an error. */
async function confirmMissing(
  context: CompanyContext,
  id: LedgerItemId,
  { found, refused, missing }: Readings,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const { value } = await context.client.getRaw({
      path: '/invoice/{id}',
      id,
      query: { fields: INVOICE_FIELDS },
      signal,
    });
    const mapped = await mapRows(context, [{ value, index: 0 }], { text: '', openOnly: false, signal });
    found.push(...mapped.items);
    refused.push(...mapped.refused);
    // A draft: it is no demand (any more).
    if (mapped.items.length + mapped.refused.length === 0) missing.push(id);
  } catch (error) {
    if (!(error instanceof ObjectNotFoundError)) throw error;
    missing.push(id);
  }
}
