import {
  type ChangesPage,
  type ChangesRequest,
  CursorExpiredError,
  type ItemReadings,
  type LedgerSession,
  type Page,
  type PullRequest,
  type RefusedRecord,
} from '@app/connectors';
import type { JsonObject, LedgerItemId, OpenItem } from '@app/domain';

interface Asked {
  readonly call: 'pull' | 'changes' | 'read';
  /** Where a pull began, the position of a feed, or the ids asked for. */
  readonly at: string;
}

/** One company's books in memory, listed in the order of their ids. What it is asked is written down. */
export class FakeSession {
  readonly items = new Map<LedgerItemId, OpenItem>();
  /** Not in the listing; may still be read by id. */
  readonly unlisted = new Set<LedgerItemId>();
  /** Not readable by id either, as one that our rights no longer reach. */
  readonly gone = new Set<LedgerItemId>();
  readonly refused = new Map<LedgerItemId, RefusedRecord>();
  readonly asked: Asked[] = [];
  /** Thrown by the next calls, in order; `undefined` lets one call through. */
  failures: (Error | undefined)[] = [];
  /** Called before every answer: a test changes the world, or stops it. */
  onAsk: (asked: Asked) => void = () => undefined;
  /** The ledger's own feed of changes. */
  readonly feed: LedgerItemId[] = [];

  constructor(private readonly pageSize: number) {}

  put(...items: readonly OpenItem[]): void {
    for (const item of items) this.items.set(item.ledgerItemId, item);
  }

  count(call: Asked['call']): number {
    return this.asked.filter((asked) => asked.call === call).length;
  }

  session(): LedgerSession {
    return {
      pullOpenItems: async (request) => this.#pull(request),
      settlementChanges: async (request) => this.#changes(request),
      readItems: async (ids) => this.#read('read', ids),
    } as LedgerSession;
  }

  #pull({ cursor }: PullRequest): Page<OpenItem> {
    const after = positionIn(cursor?.state, 'listed');
    this.#note({ call: 'pull', at: after });
    const rest = [...this.items.keys()].filter((id) => id > after && !this.unlisted.has(id)).sort();
    const ids = rest.slice(0, this.pageSize);
    const hasMore = rest.length > ids.length;
    const listed = hasMore ? (ids.at(-1) ?? '') : '';
    const { found, refused } = this.#readings(ids);
    return {
      items: found,
      refused,
      recordsRead: ids.length,
      nextCursor: { version: 1, state: { listed } },
      hasMore,
    };
  }

  #changes({ items, cursor }: ChangesRequest): ChangesPage {
    if (items !== undefined) return { ...this.#read('changes', items), hasMore: false };
    const position = Number(positionIn(cursor?.state, 'position') || '0');
    this.#note({ call: 'changes', at: String(position) });
    const ids = this.feed.slice(position, position + this.pageSize);
    const next = position + ids.length;
    return {
      ...this.#readings(ids),
      nextCursor: { version: 1, state: { position: String(next) } },
      hasMore: next < this.feed.length,
    };
  }

  #read(call: 'changes' | 'read', ids: readonly LedgerItemId[]): ItemReadings {
    this.#note({ call, at: ids.join(',') });
    return this.#readings(ids);
  }

  #readings(ids: readonly LedgerItemId[]): ItemReadings {
    const there = ids.filter((id) => this.items.has(id) && !this.gone.has(id));
    const good = there.filter((id) => !this.refused.has(id));
    return {
      found: good.flatMap((id) => this.items.get(id) ?? []),
      missing: ids.filter((id) => !there.includes(id)),
      refused: there.flatMap((id) => this.refused.get(id) ?? []),
    };
  }

  #note(asked: Asked): void {
    this.asked.push(asked);
    this.onAsk(asked);
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** A cursor of some other stream is none of ours: real connectors refuse it, too. */
function positionIn(state: JsonObject | undefined, name: string): string {
  if (state === undefined) return '';
  const position = state[name];
  if (typeof position !== 'string') throw new CursorExpiredError('The cursor is not of this stream.');
  return position;
}
