import { anything, DecodeError } from '../kit/index.js';
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
    const nodes = await readList(client, question, anything);
    for (const entry of nodes.flatMap(readable)) {
      const match = matches.get(entry.matchId ?? '');
      if (match) match.push(entry);
      else matches.set(entry.matchId ?? '', [entry]);
    }
  }
  return matches;
}

/** Whether the matches hold the row's own, whole. One is renumbered whenever a row joins or leaves it. */
export function hasMatch(
  { dbId, matchId }: Pick<WireEntry, 'dbId' | 'matchId'>,
  matches: ReadonlyMap<string, readonly WireEntry[]>,
): boolean {
  return matchId === undefined || (matches.get(matchId)?.some((one) => one.dbId === dbId) ?? false);
}

/** A row that cannot be read is left out: its match then does not add up, and its invoice goes to a person. */
function readable(node: unknown): readonly WireEntry[] {
  try {
    return [wireEntry(node)];
  } catch (error) {
    if (error instanceof DecodeError) return [];
    throw error;
  }
}
