import type { OpenItem } from '@app/domain';
import {
  type ChangesPage,
  type ChangesRequest,
  LedgerContradictionError,
  type Page,
  type PullRequest,
} from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import { type FetchFront, walkPage, type WalkPage, type WalkRow } from './balance-walk.js';
import { feedStart, startState, toCursor, type WalkState } from './cursor.js';
import { type CompanyContext, mapRows, type MappedRows, type RawRow } from './invoice-rows.js';
import { readableId } from './to-open-item.js';
import { readTicks, writeTicks } from './ticks.js';

interface Row extends WalkRow, RawRow {}

interface Walked extends MappedRows {
  readonly page: WalkPage<Row>;
}

/** One page of what is open: one request to the list while nothing shifts. */
export async function pullOpenItems(context: CompanyContext, request: PullRequest): Promise<Page<OpenItem>> {
  const start = startState(request.cursor, request.invoicedFrom);
  const { page, items, refused } = await walk(context, start, request, true);
  return {
    items,
    refused,
    recordsRead: page.recordsRead,
    nextCursor: toCursor(page.next),
    hasMore: page.next.kind === 'walk',
  };
}

/** One page of whatever changed its balance since the cursor, settled invoices included. */
export async function pullChanges(context: CompanyContext, request: ChangesRequest): Promise<ChangesPage> {
  const start = request.cursor ? startState(request.cursor) : feedStart(context.clock);
  const { page, items, refused } = await walk(context, start, request, false);
  return {
    found: items,
    missing: [],
    refused,
    nextCursor: toCursor(page.next),
    hasMore: page.next.kind === 'walk',
  };
}

async function walk(
  context: CompanyContext,
  start: WalkState,
  { pageSize, signal }: Pick<PullRequest, 'pageSize' | 'signal'>,
  openOnly: boolean,
): Promise<Walked> {
  // The text of the answer that the returned rows came from: always the newest one.
  let text = '';
  const fetch: FetchFront<Row> = async ({ after, count }) => {
    const answer = await context.client.rawList({
      path: '/OutgoingInvoices',
      query: {
        balanceLastChangedDateTimeOffsetGreaterThan: after === undefined ? undefined : writeTicks(after),
        fromDate: start.invoicedFrom,
        onlyUnpaidInvoices: openOnly ? true : undefined,
        OrderBy: 'BalanceLastChangedDateTimeOffset asc,Id asc',
        PageNumber: 1,
        PageSize: count,
      },
      signal,
    });
    text = answer.text;
    return answer.values.map((value, index) => toRow(value, index));
  };
  const page = await walkPage(start, pageSize, context.clock, fetch);
  return { page, ...(await mapRows(context, page.rows, { text, openOnly, signal })) };
}

/** A row without a readable id is told from others by its text. */
function toRow(value: unknown, index: number): Row {
  const instant = isRecord(value) ? value['BalanceLastChangedDateTimeOffset'] : undefined;
  const changedAt = typeof instant === 'string' ? readTicks(instant) : 0n;
  if (changedAt === undefined) {
    throw new LedgerContradictionError('PowerOffice writes the last change of a balance in an unknown form.');
  }
  return { value, index, id: readableId(value) ?? JSON.stringify(value), changedAt };
}
