import type { OpenItem } from '@app/domain';
import {
  type ChangesPage,
  type ChangesRequest,
  type Page,
  type PullRequest,
  type RefusedRecord,
} from '../contract/index.js';
import { DecodeError, type Decoder } from '../kit/index.js';
import type { CompanyContext } from './company.js';
import { feedStart, startState, toCursor } from './cursor.js';
import { readNamedInvoices } from './customer-rows.js';
import { allOf, BY_KEY, oneOf } from './filters.js';
import { describeItems, type DescribedItems, type RawRow } from './item-reader.js';
import { walkPage, type WalkRow } from './key-walk.js';
import { itemIdOf, type RowKey, textOf, tokenIn } from './keys.js';
import { ROWS_MAX } from './limits.js';
import { readTransactions } from './read-items.js';
import { entryFields, transactionFields } from './selections.js';
import { wireKey, wireTransaction, type WireTransaction } from './wire.js';

/** One page of what is open: the open entries, and what the customer ledger says of each. */
export async function pullOpenItems(context: CompanyContext, request: PullRequest): Promise<Page<OpenItem>> {
  const { signal, pageSize } = request;
  const start = startState(request.cursor, request.invoicedFrom);
  const schema = await context.client.schema(signal);
  const page = await walkPage(
    context,
    {
      table: 'openCustomerEntry',
      operation: 'kravhub_open_items',
      fields: entryFields(schema),
      // Entries that were paid too late stay, with nothing left, until interest is calculated.
      filter: { outstandingAmountDomestic: { _gt: 0 } },
    },
    start,
    pageSize,
    signal,
  );
  const { items, refused } = await describeEntries(context, page.rows, signal);
  const from = start.invoicedFrom ?? request.invoicedFrom;
  return {
    items: items.filter(({ outstanding, invoicedOn }) => outstanding.minor !== 0n && invoicedOn >= from),
    refused,
    recordsRead: page.recordsRead,
    nextCursor: toCursor(page.next),
    hasMore: page.next.kind === 'walk',
  };
}

/** One page of whatever changed in the customer ledger since the cursor, settled invoices included. */
export async function pullChanges(context: CompanyContext, request: ChangesRequest): Promise<ChangesPage> {
  const { signal, pageSize } = request;
  const start = request.cursor ? startState(request.cursor) : feedStart(context.clock);
  const schema = await context.client.schema(signal);
  const page = await walkPage(
    context,
    { table: 'customerTransaction', operation: 'kravhub_changes', fields: transactionFields(schema) },
    start,
    pageSize,
    signal,
  );
  const known = new Set(page.rows.map((row) => textOf(row)));
  const touched = await touchedInvoices(context, page.rows, known, signal);
  const { items, refused } = await describeItems(context, [...page.rows, ...touched], signal);
  return {
    found: items,
    missing: [],
    refused,
    nextCursor: toCursor(page.next),
    hasMore: page.next.kind === 'walk',
  };
}

/**
 * Entries by their transactions, which the vendor says each has. An entry of ours is a reversal that nobody has matched:
 * the invoice that it names is owed again.
 */
async function describeEntries(
  context: CompanyContext,
  entries: readonly WalkRow[],
  signal?: AbortSignal,
): Promise<DescribedItems> {
  const rows = await readTransactions(context, entries, signal);
  const there = new Set(rows.map(({ value }) => textOf(wireKey(value))));
  const named = await readNamedInvoices(context, oursAmong(rows), signal);
  const again = await readTransactions(
    context,
    named.filter((key) => !there.has(textOf(key))),
    signal,
  );
  const { items, refused } = await describeItems(context, [...rows, ...again], signal);
  const lost: readonly RefusedRecord[] = entries
    .filter((entry) => !there.has(textOf(entry)))
    .map((entry) => ({
      ledgerItemId: itemIdOf(entry),
      reason: 'malformed-record',
      message: 'The open entry has no customer transaction of the same number.',
      raw: entry.raw(),
    }));
  return { items, refused: [...refused, ...lost] };
}

function oursAmong(rows: readonly RawRow[]): readonly WireTransaction[] {
  return rows
    .flatMap(({ value }) => decoded(wireTransaction, value) ?? [])
    .filter(({ externalReference1, text }) => tokenIn(externalReference1, text) !== undefined);
}

/**
 * Invoices that did not change themselves, though something about them did: a row of ours names them, or their customer
 * has a payment or credit note more, or less, that is matched with nothing.
 */
async function touchedInvoices(
  context: CompanyContext,
  rows: readonly WalkRow[],
  known: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<readonly RawRow[]> {
  const changed = rows.flatMap(({ value }) => decoded(wireTransaction, value) ?? []);
  const named = await readNamedInvoices(context, oursAmong(rows), signal);
  const open = await openOf(context, creditedCustomers(changed), signal);
  const keys = new Map<string, RowKey>();
  for (const key of [...named, ...open]) if (!known.has(textOf(key))) keys.set(textOf(key), key);
  return readTransactions(context, [...keys.values()].slice(0, TOUCHED_MAX), signal);
}

/** More than these are left to the daily full pull: their holds come a little later, their balances are their own. */
const TOUCHED_MAX = 400;

function creditedCustomers(rows: readonly WireTransaction[]): readonly number[] {
  const credits = rows.filter(({ amountDomestic }) => amountDomestic.startsWith('-'));
  return [...new Set(credits.flatMap(({ customerNo }) => customerNo ?? []))].filter((number) => number !== 0);
}

async function openOf(
  { client, companyNo }: CompanyContext,
  customers: readonly number[],
  signal?: AbortSignal,
): Promise<readonly RowKey[]> {
  if (customers.length === 0) return [];
  const { open } = await client.tables(
    'kravhub_open_of_customers',
    companyNo,
    {
      open: {
        table: 'openCustomerEntry',
        fields: ['voucherJournalNo', 'auditNo'],
        filter: allOf(oneOf('customerNo', customers), { outstandingAmountDomestic: { _gt: 0 } }),
        order: BY_KEY,
        first: ROWS_MAX,
      },
    },
    signal,
  );
  return open.rows.flatMap((row) => decoded(wireKey, row) ?? []);
}

function decoded<T>(decoder: Decoder<T>, value: unknown): T | undefined {
  try {
    return decoder(value);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
