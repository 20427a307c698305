import type { Clock } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import type { VismaClient } from './client.js';
import { type CursorState, sinceAfter, type WalkState } from './cursor.js';
import { after, allOf, BY_KEY, type Filter } from './filters.js';
import { compareKeys, type RowKey, textOf } from './keys.js';
import { readStamp, type WallMs, writeStamp } from './server-time.js';
import type { TableRead, TableRows } from './table-read.js';
import { wireKey } from './wire.js';

export interface WalkRow extends RowKey {
  readonly value: unknown;
  raw(): string;
}

export interface WalkPage {
  readonly rows: readonly WalkRow[];
  readonly recordsRead: number;
  readonly next: CursorState;
}

export interface WalkedTable {
  readonly table: 'openCustomerEntry' | 'customerTransaction';
  readonly operation: string;
  readonly fields: readonly string[];
  /** Besides what the cursor asks for. */
  readonly filter?: Filter;
}

/** Reads the next page of a walk; see `cursor.ts` for why nothing is missed. */
export async function walkPage(
  {
    client,
    companyNo,
    clock,
  }: { readonly client: VismaClient; readonly companyNo: number; readonly clock: Clock },
  walked: WalkedTable,
  state: WalkState,
  pageSize: number,
  signal?: AbortSignal,
): Promise<WalkPage> {
  const { table, operation, fields } = walked;
  const page: TableRead = {
    table,
    fields,
    filter: allOf(
      walked.filter ?? ALL_ROWS,
      state.since === undefined ? undefined : changedSince(state.since),
      state.at && after(state.at),
    ),
    order: BY_KEY,
    first: pageSize,
  };
  const isFirst = state.at === undefined;
  const answer: { readonly page: TableRows; readonly newest?: TableRows } = isFirst
    ? await client.tables(operation, companyNo, { page, newest: newestOf(table) }, signal)
    : await client.tables(operation, companyNo, { page }, signal);
  const rows = answer.page.rows.map((value, index) => toRow(value, () => answer.page.rawOf(index)));
  assertAnswer(rows, state, pageSize);
  const nextSince = answer.newest
    ? sinceAfter(stampOf(answer.newest.rows[0]), state, clock)
    : state.nextSince;
  const last = rows.at(-1);
  // A server that lists less than was asked for says so by `hasNextPage`; an empty page ends every walk.
  const hasMore = last !== undefined && (answer.page.hasNextPage ?? rows.length === pageSize);
  return {
    rows,
    recordsRead: rows.length,
    next: hasMore
      ? { kind: 'walk', invoicedFrom: state.invoicedFrom, since: state.since, at: keyOf(last), nextSince }
      : { kind: 'rest', invoicedFrom: state.invoicedFrom, since: nextSince },
  };
}

const ALL_ROWS: Filter = { voucherJournalNo: { _gte: 0 } };

function changedSince(since: WallMs): Filter {
  return { changedTimestamp: { _gte: writeStamp(since) } };
}

/** The filter keeps rows without a timestamp away, wherever the server sorts them. */
function newestOf(table: string): TableRead {
  return {
    table,
    fields: ['changedTimestamp'],
    filter: { changedTimestamp: { _gt: '1900-01-01T00:00:00' } },
    order: '[{ changedTimestamp: DESC }]',
    first: 1,
  };
}

function toRow(value: unknown, raw: () => string): WalkRow {
  try {
    return { ...wireKey(value), value, raw };
  } catch {
    throw new LedgerContradictionError('Visma lists a row of the customer ledger without its key.');
  }
}

function keyOf({ voucherJournalNo, auditNo }: RowKey): RowKey {
  return { voucherJournalNo, auditNo };
}

function stampOf(value: unknown): WallMs | undefined {
  const text = isRecord(value) ? value['changedTimestamp'] : undefined;
  if (typeof text !== 'string') return undefined;
  const stamp = readStamp(text.trim());
  if (stamp === undefined) throw new LedgerContradictionError('Visma writes a timestamp in an unknown form.');
  return stamp;
}

function assertAnswer(rows: readonly WalkRow[], { at, since }: WalkState, pageSize: number): void {
  if (rows.length > pageSize)
    throw new LedgerContradictionError('Visma returned more rows than were asked for.');
  let previous: RowKey | undefined = at;
  for (const row of rows) {
    if (previous && compareKeys(row, previous) <= 0) {
      throw new LedgerContradictionError(
        `Visma’s rows are not in the order of their keys: ${textOf(row)} follows ${textOf(previous)}.`,
      );
    }
    previous = row;
    const changedAt = stampOf(row.value);
    if (since !== undefined && (changedAt === undefined || changedAt < since)) {
      throw new LedgerContradictionError('Visma ignores the filter on the last change.');
    }
  }
}
