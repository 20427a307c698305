import type { JsonObject, OpenItem } from '@app/domain';
import { LedgerContradictionError, type RefusedRecord } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';
import { type CompanyContext, isOwnedBy, mapRows, type MapOptions, type MappedRows } from './invoice-rows.js';
import { LIMITS, ROWS_MAX } from './limits.js';
import { isDocument } from './movements.js';
import { ROWS } from './queries.js';
import { isRowId, readRows } from './rows-by-id.js';
import { type ListPage, readPage } from './walk.js';
import { readableId, wireEntry } from './wire.js';

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

/** In one request; its answer is read in pages, since a customer of all who pay in the shop has tens of thousands of open rows. */
const CUSTOMERS_PER_REQUEST = 50;
const MATCHES_PER_REQUEST = 500;
const PAGES_MAX = 200;

/** A row that the feed names. */
export interface ChangedRow {
  readonly id: string;
  /** The last that the feed says of it is that it was added. */
  readonly isNew: boolean;
}

export interface ChangedRows extends MappedRows {
  readonly rowsRead: number;
}

/**
 * What is open of the rows that changed, of what they are matched with, and of the accounts on which something may have
 * been taken back: a payment that is unmatched changes its own row, and perhaps not the row of the invoice that is open
 * again, and no longer says which one that was. An invoice, or a credit that is new, takes nothing back.
 */
export async function readChangedRows(
  context: CompanyContext,
  changed: readonly ChangedRow[],
  options: MapOptions,
): Promise<ChangedRows> {
  const reading = new Reading(context, options);
  const isNew = new Map(changed.map((row) => [row.id, row.isNew]));
  const asked = [...isNew.keys()].filter(isRowId);
  const pages: ListPage[] = [];
  const accounts = new Set<number>();
  const matches = new Set<number>();
  for (let at = 0; at < asked.length; at += LIMITS.itemsPerReadMax) {
    const page = await readRows(context.client, asked.slice(at, at + LIMITS.itemsPerReadMax), options.signal);
    pages.push(page);
    for (const { node } of page.edges) {
      if (!isOwnedBy(node, context.ownerId)) continue;
      const { customer, match } = placeOf(node);
      if (customer !== undefined && mayReopen(node, isNew.get(readableId(node) ?? '') ?? false))
        accounts.add(customer);
      if (match !== undefined) matches.add(match);
    }
  }
  // What comes with its account, read later, is newer there.
  for (const page of pages) await reading.take(page, (node) => !accounts.has(placeOf(node).customer ?? 0));
  for (const some of chunks([...matches], MATCHES_PER_REQUEST))
    await reading.takeOpen({ matchId_in: some }, (node) => !accounts.has(placeOf(node).customer ?? 0));
  for (const some of chunks([...accounts], CUSTOMERS_PER_REQUEST))
    await reading.takeOpen({ OR: some.map((subledgerDbId) => ({ subledgerDbId })) });
  return reading.done;
}

/** Collects pages of rows, each row once. */
class Reading {
  readonly #items: OpenItem[] = [];
  readonly #refused: RefusedRecord[] = [];
  readonly #taken = new Set<string>();
  #rowsRead = 0;

  constructor(
    private readonly context: CompanyContext,
    private readonly options: MapOptions,
  ) {}

  get done(): ChangedRows {
    return { items: this.#items, refused: this.#refused, rowsRead: this.#rowsRead };
  }

  async take(page: ListPage, only: (node: unknown) => boolean = () => true): Promise<void> {
    this.#rowsRead += page.edges.length;
    const isFresh = (node: unknown): boolean => only(node) && !this.#taken.has(readableId(node) ?? '');
    const { items, refused } = await mapRows(this.context, page, { ...this.options, only: isFresh });
    this.#items.push(...items);
    this.#refused.push(...refused);
    for (const { node } of page.edges) if (only(node)) this.#taken.add(readableId(node) ?? '');
  }

  /** Every page of the rows that the filter lets through and on which something is left to pay. */
  async takeOpen(filter: JsonObject, only?: (node: unknown) => boolean): Promise<void> {
    const { client } = this.context;
    const variables = { filter: { invoiceRemaining_gt: 0, ...filter } };
    let after = '';
    for (let count = 0; count < PAGES_MAX; count += 1) {
      const question = { root: 'arTransactions', document: ROWS, first: ROWS_MAX, after, variables };
      const page = await readPage(client, { ...question, signal: this.options.signal });
      await this.take(page, only);
      if (!page.hasNextPage) return;
      after = page.end;
    }
    throw new LedgerContradictionError('The open rows of a few customers did not end.');
  }
}

/** Whether the change can have opened another row again without telling which. A row that cannot be read may have. */
function mayReopen(node: unknown, isNew: boolean): boolean {
  try {
    const entry = wireEntry(node);
    const isCredit = entry.invoiceAmount.startsWith('-');
    return isCredit ? !isNew : !isDocument(entry);
  } catch (error) {
    if (error instanceof DecodeError) return true;
    throw error;
  }
}

/** The account and the match that a row stands in. */
function placeOf(node: unknown): {
  readonly customer: number | undefined;
  readonly match: number | undefined;
} {
  const read = (name: string): number | undefined => {
    const id = isRecord(node) ? Number(node[name] ?? Number.NaN) : Number.NaN;
    return Number.isSafeInteger(id) && id > 0 ? id : undefined;
  };
  return { customer: read('subledgerDbId'), match: read('matchId') };
}

function* chunks<T>(all: readonly T[], size: number): Iterable<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
