import type { Clock, OpenItem } from '@app/domain';
import {
  CursorExpiredError,
  LedgerContradictionError,
  type Page,
  type PullRequest,
} from '../contract/index.js';
import { anything, object } from '../kit/index.js';
import {
  assertKept,
  type CursorState,
  type FeedState,
  readCursor,
  restAfterFeed,
  restAfterWalk,
  toCursor,
  type WalkState,
} from './cursor.js';
import { ValueRefusedError } from './errors.js';
import { type CompanyContext, mapRows, type MappedRows } from './invoice-rows.js';
import { DELTAS, WALK_START } from './queries.js';
import { type ChangedRow, readChangedRows, readOpenPage } from './open-rows.js';
import { type ListPage, readPage } from './walk.js';
import { connection, nodesOf, wireDelta, wireInputFields } from './wire.js';

interface Pull {
  readonly context: CompanyContext;
  readonly clock: Clock;
  readonly request: PullRequest;
}

/** One page: of what is open, or of what has changed since the cursor. */
export async function pullOpenItems(
  context: CompanyContext,
  clock: Clock,
  request: PullRequest,
): Promise<Page<OpenItem>> {
  const pull = { context, clock, request };
  const state = request.cursor ? readCursor(request.cursor, request.invoicedFrom) : await begin(pull);
  assertKept(state, clock.now().getTime());
  return state.kind === 'walk' ? walkOn(pull, state) : follow(pull, state);
}

/** Where the feed stands is read first: what changes from here on is in the feed. */
async function begin({ context, clock, request }: Pull): Promise<WalkState> {
  const endAtMs = clock.now().getTime();
  const { data } = await context.client.ask(
    { operation: 'arTransaction_deltas', document: WALK_START, signal: request.signal },
    (value) => {
      const { arTransaction_deltas: deltas, __type: filter } = object({
        arTransaction_deltas: anything,
        __type: anything,
      })(value);
      return { deltas: connection(deltas), filters: wireInputFields(filter) };
    },
  );
  return {
    kind: 'walk',
    invoicedFrom: request.invoicedFrom,
    after: '',
    byOwner: data.filters.has('ownerDbId_in'),
    feed: { cursor: data.deltas.edges.at(-1)?.cursor ?? '', endAtMs },
  };
}

async function walkOn({ context, request }: Pull, state: WalkState): Promise<Page<OpenItem>> {
  const { pageSize, signal } = request;
  const page = await readOpenPage(context, {
    first: pageSize,
    after: state.after,
    byOwner: state.byOwner,
    signal,
  });
  const mapped = await mapRows(context, page, { openOnly: true, invoicedFrom: state.invoicedFrom, signal });
  const next: CursorState = page.hasNextPage ? { ...state, after: page.end } : restAfterWalk(state);
  return pageOf(mapped, page.edges.length, next, page.hasNextPage);
}

async function follow({ context, clock, request }: Pull, state: FeedState): Promise<Page<OpenItem>> {
  const { pageSize, signal } = request;
  const askedAtMs = clock.now().getTime();
  const at = state.at ?? state.from.cursor;
  const deltas = await readDeltas(context, pageSize, at, signal);
  const changed = changedRows(deltas);
  const { items, refused, rowsRead } = await readChangedRows(context, changed, {
    openOnly: true,
    invoicedFrom: state.invoicedFrom,
    signal,
  });
  const next = deltas.hasNextPage
    ? { ...state, at: deltas.end }
    : restAfterFeed(state, deltas.end, askedAtMs);
  return pageOf({ items, refused }, deltas.edges.length + rowsRead, next, deltas.hasNextPage);
}

/** A place that is no longer kept may be refused. */
async function readDeltas(
  { client }: CompanyContext,
  first: number,
  after: string,
  signal?: AbortSignal,
): Promise<ListPage> {
  try {
    return await readPage(client, { root: 'arTransaction_deltas', document: DELTAS, first, after, signal });
  } catch (error) {
    if (error instanceof ValueRefusedError && after !== '')
      throw new CursorExpiredError('Xledger no longer keeps the changes since the last pull.', {
        cause: error,
      });
    throw error;
  }
}

/** What was deleted is found missing when it is read by its id. */
function changedRows(page: ListPage): readonly ChangedRow[] {
  const last = new Map(nodesOf(page, wireDelta).map(({ dbId, mutationType }) => [dbId, mutationType]));
  for (const type of last.values()) {
    if (!['ADDED', 'UPDATED', 'DELETED'].includes(type))
      throw new LedgerContradictionError('Xledger tells a kind of change that is not known here.');
  }
  return [...last].flatMap(([id, type]) => (type === 'DELETED' ? [] : [{ id, isNew: type === 'ADDED' }]));
}

function pageOf(
  { items, refused }: MappedRows,
  recordsRead: number,
  next: CursorState,
  hasMore: boolean,
): Page<OpenItem> {
  return { items, refused, recordsRead, nextCursor: toCursor(next), hasMore };
}
