import type { Clock, LocalDate, OpenItem } from '@app/domain';
import type { Page, PullRequest, RefusedRecord } from '../contract/index.js';
import { elementTexts } from '../kit/index.js';
import { mapSideBySide } from './bounded.js';
import type { FortnoxClient } from './client.js';
import { startState, toCursor, type WalkState } from './cursor.js';
import { type ListStretch, walkPage, type WalkRow } from './invoice-walk.js';
import { type CompanyContext, readItem } from './item-reader.js';
import { asRefusal, readableNumber } from './refusal.js';
import { wireInvoiceHead, wireInvoiceList } from './wire.js';

interface Row extends WalkRow {
  /** Set where the row itself cannot be read. */
  readonly refusal?: RefusedRecord;
}

/** One page of open items: rows of the list until enough of them are open, and then those one by one. */
export async function pullOpenItems(
  context: CompanyContext,
  clock: Clock,
  { cursor, pageSize, invoicedFrom, signal }: PullRequest,
): Promise<Page<OpenItem>> {
  const start = startState(cursor, invoicedFrom, clock.now());
  const { candidates, recordsRead, next } = await walkPage<Row>(start, pageSize, (offset, count) =>
    fetchStretch(context.client, start, invoicedFrom, { offset, count, signal }),
  );
  const refused = candidates.flatMap(({ refusal }) => refusal ?? []);
  const numbers = candidates.flatMap(({ number, refusal }) =>
    number === undefined || refusal ? [] : [number],
  );
  const items: OpenItem[] = [];
  for (const reading of await mapSideBySide(numbers, (number) => readItem(context, number, signal))) {
    if (reading.outcome === 'refused') refused.push(reading.record);
    else if (reading.outcome === 'found' && !reading.isCancelled) items.push(reading.item);
  }
  return { items, refused, recordsRead, nextCursor: toCursor(next), hasMore: next.kind === 'walk' };
}

async function fetchStretch(
  client: FortnoxClient,
  { since, invoicedFrom: walkedFrom }: WalkState,
  invoicedFrom: LocalDate,
  {
    offset,
    count,
    signal,
  }: { readonly offset: number; readonly count: number; readonly signal?: AbortSignal | undefined },
): Promise<ListStretch<Row>> {
  // The first day stays the walk's own, so that the list is the same from its first request to its last.
  const range = since === '' ? { fromdate: walkedFrom } : { lastmodified: since };
  const { value, text } = await client.getRaw(
    {
      path: '/invoices',
      query: { ...range, sortby: 'documentnumber', sortorder: 'ascending', limit: count, offset },
      signal,
    },
    wireInvoiceList,
  );
  let texts: readonly string[] | undefined;
  const rows = value.Invoices.map((row, index) =>
    toRow(
      row,
      invoicedFrom,
      () => (texts ??= elementTexts(text, 'Invoices') ?? [])[index] ?? JSON.stringify(row),
    ),
  );
  return { rows, total: value.MetaInformation['@TotalResources'] };
}

function toRow(row: unknown, invoicedFrom: LocalDate, raw: () => string): Row {
  const number = readableNumber(row);
  try {
    const { InvoiceDate, InvoiceType, Cancelled, Balance } = wireInvoiceHead(row);
    const isOpen =
      Cancelled !== true && InvoiceType !== 'CASHINVOICE' && /[1-9]/.test(Balance.replace(/e.*$/i, ''));
    return { number, isCandidate: isOpen && (InvoiceDate === undefined || InvoiceDate >= invoicedFrom) };
  } catch (error) {
    const { reason, message } = asRefusal(error);
    const id = number === undefined ? {} : { ledgerItemId: number };
    return { number, isCandidate: true, refusal: { ...id, reason, message, raw: raw() } };
  }
}
