import type { OpenItem } from '@app/domain';
import { LedgerContradictionError, type RefusedRecord } from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import { type CompanyContext, isOwnedBy, mapRows, type MapOptions, type MappedRows } from './invoice-rows.js';
import { LIMITS, ROWS_MAX } from './limits.js';
import { ROWS } from './queries.js';
import { isRowId, readRows } from './rows-by-id.js';
import { type ListPage, readPage } from './walk.js';

export interface OpenPageRequest {
  readonly first: number;
  readonly after: string;
  readonly byOwner: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** One page of the rows on which something is left to pay, over all that the token reaches unless it can be narrowed. */
export function readOpenPage(
  { client, ownerId }: CompanyContext,
  { first, after, byOwner, signal }: OpenPageRequest,
): Promise<ListPage> {
  const filter = { invoiceRemaining_gt: 0, ...(byOwner ? { ownerDbId_in: [Number(ownerId)] } : {}) };
  return readPage(client, {
    root: 'arTransactions',
    document: ROWS,
    first,
    after,
    variables: { filter },
    signal,
  });
}

/** Customers in one request, and pages of their open rows: a customer of all who pay in the shop has tens of thousands. */
const CUSTOMERS_PER_REQUEST = 50;
const PAGES_MAX = 200;

export interface ChangedRows extends MappedRows {
  readonly rowsRead: number;
}

/**
 * What is open on the accounts on which something changed. Not the changed rows alone: a payment that is taken back
 * changes its own row, and perhaps not the row of the invoice that is open again.
 */
export async function readChangedRows(
  context: CompanyContext,
  ids: readonly string[],
  options: MapOptions,
): Promise<ChangedRows> {
  const items: OpenItem[] = [];
  const refused: RefusedRecord[] = [];
  const customers = new Set<number>();
  let rowsRead = 0;
  const take = async (page: ListPage, only?: (node: unknown) => boolean): Promise<void> => {
    rowsRead += page.edges.length;
    const mapped = await mapRows(context, page, { ...options, ...(only ? { only } : {}) });
    items.push(...mapped.items);
    refused.push(...mapped.refused);
  };
  const asked = ids.filter(isRowId);
  for (let at = 0; at < asked.length; at += LIMITS.itemsPerReadMax) {
    const page = await readRows(context.client, asked.slice(at, at + LIMITS.itemsPerReadMax), options.signal);
    for (const { node } of page.edges) {
      const customer = customerOf(node);
      if (customer !== undefined && isOwnedBy(node, context.ownerId)) customers.add(customer);
    }
    // A row without a customer is on no account; the others come with their account.
    await take(page, (node) => customerOf(node) === undefined);
  }
  const accounts = [...customers];
  for (let at = 0; at < accounts.length; at += CUSTOMERS_PER_REQUEST)
    await takeOpenOf(context, accounts.slice(at, at + CUSTOMERS_PER_REQUEST), take, options.signal);
  return { items, refused, rowsRead };
}

async function takeOpenOf(
  { client }: CompanyContext,
  customers: readonly number[],
  take: (page: ListPage) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const filter = { invoiceRemaining_gt: 0, OR: customers.map((subledgerDbId) => ({ subledgerDbId })) };
  let after = '';
  for (let count = 0; count < PAGES_MAX; count += 1) {
    const question = {
      root: 'arTransactions',
      document: ROWS,
      first: ROWS_MAX,
      after,
      variables: { filter },
    };
    const page = await readPage(client, { ...question, signal });
    await take(page);
    if (!page.hasNextPage) return;
    after = page.end;
  }
  throw new LedgerContradictionError('The open rows of a few customers did not end.');
}

function customerOf(node: unknown): number | undefined {
  const id = isRecord(node) ? Number(node['subledgerDbId'] ?? Number.NaN) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
