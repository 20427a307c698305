import { createHash } from 'node:crypto';
import type { Clock } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import { StepBound } from '../kit/index.js';
import { type CursorState, NOTHING_SEEN, restAt, type WalkState } from './cursor.js';
import type { Ticks } from './ticks.js';

export interface WalkRow {
  readonly id: string;
  /** Zero on a row without an instant, or with one that cannot be read. */
  readonly changedAt: Ticks;
}

export interface FrontRequest {
  /** Only rows after this instant, exclusively; undefined for all. */
  readonly after: Ticks | undefined;
  readonly count: number;
}

/** The first rows of the list, in the order of their instants. */
export type FetchFront<R extends WalkRow> = (request: FrontRequest) => Promise<readonly R[]>;

export interface WalkPage<R extends WalkRow> {
  readonly rows: readonly R[];
  readonly recordsRead: number;
  readonly next: CursorState;
}

/** The most that the vendor lists in one answer. */
const COUNT_MAX = 20_000;
/** Doubling from one row to the vendor's most takes 15 requests; the last two are for rows out of order. */
const REQUESTS_MAX = 18;
const TOLERANCE: Ticks = 10_000_000n;

/** Reads the next page of a walk; see `cursor.ts` for why nothing is missed. */
export async function walkPage<R extends WalkRow>(
  state: WalkState,
  pageSize: number,
  clock: Clock,
  fetch: FetchFront<R>,
): Promise<WalkPage<R>> {
  const bound = new StepBound('The walk over PowerOffice’s invoices', REQUESTS_MAX);
  const { at } = state;
  const after = at === 0n ? undefined : at - 1n;
  let count = Math.min(COUNT_MAX, state.seen + pageSize);
  let recordsRead = 0;
  for (;;) {
    bound.step();
    const answer = await fetch({ after, count });
    recordsRead += answer.length;
    assertAnswer(answer, count, after);
    const isWhole = answer.length < count;
    const rows = inOrder(answer);
    if (!rows || (!isWhole && !reachesBeyond(rows, state))) {
      if (isWhole) return page(state, sorted(answer), true, pageSize, recordsRead, clock);
      if (count === COUNT_MAX) throw tooMany();
      // Not in order: then only a whole list tells what comes first. Or nothing new on it: then more of it.
      count = rows ? Math.min(COUNT_MAX, count * 2) : COUNT_MAX;
      continue;
    }
    if (!isWhole && !isSeenAgain(rows, state) && !passesBeyond(rows, at)) {
      // Rows of this instant have changed places with others: all of them are needed at once.
      if (count === COUNT_MAX) throw tooMany();
      count = Math.min(COUNT_MAX, count * 2);
      continue;
    }
    return page(state, rows, isWhole, pageSize, recordsRead, clock);
  }
}

function page<R extends WalkRow>(
  state: WalkState,
  rows: readonly R[],
  isWhole: boolean,
  pageSize: number,
  recordsRead: number,
  clock: Clock,
): WalkPage<R> {
  const ahead = rows.filter(({ changedAt }) => changedAt >= state.at);
  const isKnown = isSeenAgain(ahead, state);
  // Of an instant whose rows are not the ones of before, all come, even if that is more than a page.
  const atAgain = isKnown ? 0 : ahead.filter(({ changedAt }) => changedAt === state.at).length;
  const fresh = isKnown ? ahead.slice(state.seen) : ahead;
  const taken = fresh.slice(0, Math.max(pageSize, atAgain));
  const newest = taken.at(-1)?.changedAt ?? state.at;
  const isLast = isWhole && taken.length === fresh.length;
  if (isLast) return { rows: taken, recordsRead, next: restAt(newest, state.invoicedFrom, clock) };
  const read = [...(isKnown ? ahead.slice(0, state.seen) : []), ...taken];
  const here = read.filter(({ changedAt }) => changedAt === newest);
  const next: WalkState = {
    kind: 'walk',
    invoicedFrom: state.invoicedFrom,
    at: newest,
    seen: here.length,
    digest: digestOf(here),
  };
  return { rows: taken, recordsRead, next };
}

/** Whether the first `seen` rows at the cursor's instant are the ones that were returned before. */
function isSeenAgain(rows: readonly WalkRow[], { at, seen, digest }: WalkState): boolean {
  const first = rows.filter(({ changedAt }) => changedAt === at).slice(0, seen);
  return first.length === seen && digestOf(first) === digest;
}

function passesBeyond(rows: readonly WalkRow[], at: Ticks): boolean {
  const last = rows.at(-1);
  return last !== undefined && last.changedAt > at;
}

/** Whether there is anything on the answer that the walk has not returned. */
function reachesBeyond(rows: readonly WalkRow[], { at, seen }: WalkState): boolean {
  return rows.filter(({ changedAt }) => changedAt >= at).length > seen;
}

function inOrder<R extends WalkRow>(rows: readonly R[]): readonly R[] | undefined {
  for (let index = 1; index < rows.length; index += 1) {
    if ((rows[index] as R).changedAt < (rows[index - 1] as R).changedAt) return undefined;
  }
  return rows;
}

function sorted<R extends WalkRow>(rows: readonly R[]): readonly R[] {
  return [...rows].sort((a, b) => (a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : 0));
}

function assertAnswer(rows: readonly WalkRow[], count: number, after: Ticks | undefined): void {
  if (rows.length > count) {
    throw new LedgerContradictionError('PowerOffice returned more invoices than were asked for.');
  }
  if (after === undefined) return;
  // A server that cuts the filter's decimals answers with a little more; one that ignores it, with all.
  if (rows.some(({ changedAt }) => changedAt !== 0n && changedAt < after - TOLERANCE)) {
    throw new LedgerContradictionError('PowerOffice ignores the filter on the last change of balances.');
  }
}

/** A sum over the ids: the same for the same rows in any order. */
export function digestOf(rows: readonly WalkRow[]): string {
  let sum = 0n;
  for (const { id } of rows) {
    sum += BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 16)}`);
  }
  return rows.length === 0 ? NOTHING_SEEN.digest : (sum % 2n ** 64n).toString(16);
}

function tooMany(): LedgerContradictionError {
  return new LedgerContradictionError(
    `More than ${COUNT_MAX} invoices changed at one instant, or come in no order: PowerOffice does not list them all.`,
  );
}
