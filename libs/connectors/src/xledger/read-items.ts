import type { LedgerItemId, OpenItem } from '@app/domain';
import { type ItemReadings, LedgerContradictionError, type RefusedRecord } from '../contract/index.js';
import { type CompanyContext, mapRows } from './invoice-rows.js';
import { LIMITS } from './limits.js';
import { ROWS } from './queries.js';
import { type ListPage, readPage } from './walk.js';
import { readableId } from './wire.js';

/** GraphQL's `Int`. */
const ID_MAX = 2_147_483_647;

/** The invoices named, as they stand now, settled ones included. */
export async function readItems(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const found: OpenItem[] = [];
  const refused: RefusedRecord[] = [];
  const asked = [...new Set<string>(ids.filter(isRowId))];
  for (let at = 0; at < asked.length; at += LIMITS.itemsPerReadMax) {
    const page = await readRows(context, asked.slice(at, at + LIMITS.itemsPerReadMax), signal);
    const mapped = await mapRows(context, page, { openOnly: false, signal });
    found.push(...mapped.items);
    refused.push(...mapped.refused);
  }
  const shown = new Set<string>([
    ...found.map(({ ledgerItemId }) => ledgerItemId),
    ...refused.flatMap(({ ledgerItemId }) => ledgerItemId ?? []),
  ]);
  return { found, missing: ids.filter((id) => !shown.has(id)), refused };
}

/** @throws LedgerContradictionError when others come than were asked for */
export async function readRows(
  { client }: Pick<CompanyContext, 'client'>,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ListPage> {
  const page = await readPage(client, {
    root: 'arTransactions',
    document: ROWS,
    first: ids.length + 1,
    variables: { filter: { dbId_in: ids.map(Number) } },
    signal,
  });
  const wanted = new Set(ids);
  if (page.hasNextPage || page.edges.some(({ node }) => !wanted.has(readableId(node) ?? '')))
    throw new LedgerContradictionError('Xledger returned rows that were not asked for.');
  return page;
}

/** Others are no ids of Xledger's, and it would refuse the whole question for them. */
export function isRowId(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) <= ID_MAX;
}
