import type { JsonObject } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import { anything, DecodeError, type Decoder, object, unusableAnswer } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import { connection, type Connection, type Edge, nodesOf } from './wire.js';

export interface ListQuestion {
  /** The root field. */
  readonly root: string;
  readonly document: string;
  readonly first: number;
  /** Empty for the beginning of the list. */
  readonly after?: string;
  readonly variables?: JsonObject;
  readonly signal?: AbortSignal | undefined;
}

export interface ListPage extends Connection {
  /** Cursor of the last row, or the one that was asked from. */
  readonly end: string;
  /** The body as it came. */
  readonly text: string;
}

/**
 * One page of a list, from the oldest. There is no `endCursor`: the last row's is taken.
 * @throws LedgerContradictionError when the page cannot be gone on from
 */
export async function readPage(client: XledgerClient, question: ListQuestion): Promise<ListPage> {
  const { root, document, first, after = '', variables = {}, signal } = question;
  const { data, text } = await client.ask(
    {
      operation: root,
      document,
      variables: { ...variables, first, ...(after === '' ? {} : { after }) },
      signal,
    },
    (value) => connection(object({ [root]: anything })(value)[root]),
  );
  const end = data.edges.at(-1)?.cursor ?? after;
  if (data.edges.length > first)
    throw new LedgerContradictionError(`${root}: more rows came than were asked for.`);
  if ((after !== '' && repeats(data.edges, after)) || (data.hasNextPage && end === after))
    throw new LedgerContradictionError(`${root}: the ledger repeats a page.`);
  return { ...data, end, text };
}

/** A list to its end. For lists whose length is bounded by what was asked. */
export async function readList<T>(
  client: XledgerClient,
  question: Omit<ListQuestion, 'after'>,
  node: Decoder<T>,
  pagesMax = 50,
): Promise<readonly T[]> {
  const found: T[] = [];
  let after = '';
  for (let count = 0; count < pagesMax; count += 1) {
    const page = await readPage(client, { ...question, after });
    found.push(...decoded(question.root, page, node));
    if (!page.hasNextPage) return found;
    after = page.end;
  }
  throw new LedgerContradictionError(`${question.root}: the list did not end within ${pagesMax} pages.`);
}

function decoded<T>(root: string, page: Connection, node: Decoder<T>): readonly T[] {
  try {
    return nodesOf(page, node);
  } catch (error) {
    if (error instanceof DecodeError)
      throw unusableAnswer('Xledger', { operation: `query ${root}`, repeatable: true }, error.message);
    throw error;
  }
}

function repeats(edges: readonly Edge[], after: string): boolean {
  return edges.some(({ cursor }) => cursor === after);
}
