import { addDays, type Clock, localDateAt, type OpenItem } from '@app/domain';
import { LedgerContradictionError, type Page, type PullRequest } from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import { startState, toCursor } from './cursor.js';
import { ResultTooLargeError } from './errors.js';
import { type CompanyContext, mapRows, type RawRow } from './invoice-rows.js';
import { walkPage, type WalkRow, type WindowRequest } from './invoice-walk.js';
import { readableId } from './to-open-item.js';
import { INVOICE_FIELDS } from './wire.js';

interface Row extends WalkRow, RawRow {}

/** One page of open items: one request to the list while nothing shifts. */
export async function pullOpenItems(
  context: CompanyContext,
  clock: Clock,
  request: PullRequest,
): Promise<Page<OpenItem>> {
  const tomorrow = addDays(localDateAt(clock.now(), 'NO'), 1);
  const start = startState(request.cursor, request.invoicedFrom, tomorrow);
  // The text of the answer that the returned rows came from: always the newest one.
  let text = '';
  const { rows, recordsRead, next } = await walkPage<Row>(start, request.pageSize, async (window) => {
    const answer = await fetchWindow(context, window, request.signal);
    if (answer === 'too-large') return answer;
    text = answer.text;
    return answer.values.map((value, index) => toRow(value, index, window));
  });
  const { items, refused } = await mapRows(context, rows, {
    text,
    openOnly: true,
    remember: true,
    signal: request.signal,
  });
  return { items, refused, recordsRead, nextCursor: toCursor(next), hasMore: next.kind === 'walk' };
}

async function fetchWindow(
  { client }: CompanyContext,
  { from, to, offset, count }: WindowRequest,
  signal?: AbortSignal,
): Promise<{ readonly values: readonly unknown[]; readonly text: string } | 'too-large'> {
  try {
    return await client.rawList({
      path: '/invoice',
      query: {
        invoiceDateFrom: from,
        invoiceDateTo: to,
        from: offset,
        count,
        sorting: 'id',
        fields: INVOICE_FIELDS,
      },
      signal,
    });
  } catch (error) {
    if (error instanceof ResultTooLargeError) return 'too-large';
    throw error;
  }
}

/** Tripletex ignores parameters it does not know, so every row is checked against the filter that was sent. */
function toRow(value: unknown, index: number, { from, to }: WindowRequest): Row {
  const id = readableId(value);
  const invoicedOn = isRecord(value) ? value['invoiceDate'] : undefined;
  if (
    typeof invoicedOn === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(invoicedOn) &&
    (invoicedOn < from || invoicedOn >= to)
  ) {
    throw new LedgerContradictionError('Tripletex returned invoices outside the dates that were asked for.');
  }
  return { value, index, id: id === undefined ? undefined : Number(id) };
}
