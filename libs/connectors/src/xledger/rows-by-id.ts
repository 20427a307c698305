import { LedgerContradictionError } from '../contract/index.js';
import type { XledgerClient } from './client.js';
import { ROWS } from './queries.js';
import { type ListPage, readPage } from './walk.js';
import { readableId } from './wire.js';

/** GraphQL's `Int`. */
const ID_MAX = 2_147_483_647;

/** @throws LedgerContradictionError when others come than were asked for */
export async function readRows(
  client: XledgerClient,
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
