import { RetryableLedgerError } from '../contract/index.js';
import { TROUBLE_WAIT_MS } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import { ROWS_MAX } from './limits.js';
import { ENTRIES } from './queries.js';
import { readList } from './walk.js';
import { wireEntry, type WireEntry } from './wire.js';

/** Matches in one request. */
const IDS_PER_REQUEST = 500;

/** The rows of each match, by its id: what an invoice was paid, credited or written off with. */
export async function readMatches(
  client: XledgerClient,
  ids: Iterable<string>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly WireEntry[]>> {
  const matches = new Map<string, WireEntry[]>();
  const asked = [...new Set(ids)];
  for (let at = 0; at < asked.length; at += IDS_PER_REQUEST) {
    const part = asked.slice(at, at + IDS_PER_REQUEST).map(Number);
    const filter = { matchId_in: part };
    const question = {
      root: 'arTransactions',
      document: ENTRIES,
      first: ROWS_MAX,
      variables: { filter },
      signal,
    };
    for (const entry of await readList(client, question, wireEntry)) {
      const match = matches.get(entry.matchId ?? '');
      if (match) match.push(entry);
      else matches.set(entry.matchId ?? '', [entry]);
    }
  }
  return matches;
}

/**
 * The match that a row belongs to, whole. A match is renumbered whenever a row joins or leaves, so one that was read a
 * moment after the row may be gone: both are then read again.
 * @throws RetryableLedgerError
 */
export function matchOf(
  { dbId, matchId }: Pick<WireEntry, 'dbId' | 'matchId'>,
  matches: ReadonlyMap<string, readonly WireEntry[]>,
): readonly WireEntry[] | undefined {
  if (matchId === undefined) return undefined;
  const match = matches.get(matchId);
  if (match?.some((one) => one.dbId === dbId)) return match;
  throw new RetryableLedgerError(
    'Xledger changed what an invoice is matched with while it was read.',
    TROUBLE_WAIT_MS,
  );
}
