import type { Cursor, LedgerSession } from '@app/connectors';
import { addDays, type Clock, localDateAt, type ManualClock } from '@app/domain';
import { testClock } from '../../support/clock.js';
import { type LedgerUnderProof, UNLIMITED } from '../../support/conformance-ledgers.js';
import { deskSession } from '../../support/ledger-desk.js';
import { seededRandom } from '../../support/seeded-random.js';
import { type Happened, RestlessBooks } from './restless-books.js';

const SKEWS_MS = [-10 * 60_000, 0, 10 * 60_000];
/** Part of the rows that is there before the first page. */
const AT_FIRST = 0.8;
const PULLS = 4;
/** Longer than any connector's overlap: an incremental pull does not read everything once more. */
const BETWEEN_PULLS_MS = 9 * 3_600_000;
const PAGES_MAX = 20_000;

export interface PagingPlan {
  readonly rows: number;
  /** Odd, so that groups of one instant lie over the pages' edges. */
  readonly pageSizeMax: number;
  readonly seed: number;
}

export interface PagingFigures extends Happened {
  readonly key: string;
  readonly pages: number;
  readonly requests: number;
  /** Rows that were there at the end and that no page ever had. */
  readonly missed: readonly string[];
}

/**
 * A full pull and then incremental ones, while rows with equal instants lie over the pages' edges, rows come and go
 * between any two pages, some come late, and our clock is wrong by ten minutes either way. After one last pull in
 * peace, every row that is there must have been on a page.
 */
export async function runPaging(
  under: LedgerUnderProof,
  { rows, pageSizeMax, seed }: PagingPlan,
): Promise<PagingFigures> {
  const clock = testClock();
  const ledger = await under.create({ clock, limits: UNLIMITED });
  try {
    const country = under.definition.countries[0] ?? 'NO';
    const random = seededRandom(seed);
    const books = new RestlessBooks(ledger, clock, country, random, rows);
    const wrong = new WrongClock(clock);
    const session = deskSession(under.definition, ledger, {
      clock: wrong,
      sleep: (ms) => Promise.resolve(clock.advanceMs(ms)),
    });
    const pageSize = Math.min(pageSizeMax, under.definition.limits.pageSizeMax);
    const invoicedFrom = addDays(localDateAt(clock.now(), country), -400);
    const reader = new Reader(session, pageSize, invoicedFrom);
    books.fill(Math.floor(rows * AT_FIRST));
    clock.advanceMs(BETWEEN_PULLS_MS);
    for (let pull = 1; pull <= PULLS; pull += 1) {
      // Half of a pull's share of the rows comes while it pages, the other half when it has just ended.
      const shareOf = (part: number): number =>
        Math.floor(rows * (AT_FIRST + ((1 - AT_FIRST) * part) / PULLS));
      wrong.skewMs = SKEWS_MS[Math.floor(random() * SKEWS_MS.length)] ?? 0;
      await reader.pull(() => books.disturb(shareOf(pull - 0.5) - books.happened.inserted, pageSize / 2));
      while (books.happened.inserted < shareOf(pull))
        books.disturb(shareOf(pull) - books.happened.inserted, pageSize / 2);
      clock.advanceMs(BETWEEN_PULLS_MS);
    }
    await reader.pull(() => undefined);
    return {
      key: under.key,
      ...books.happened,
      pages: reader.pages,
      requests: ledger.requests(),
      missed: books.present.filter((id) => !reader.seen.has(id)),
    };
  } finally {
    await ledger.stop();
  }
}

/** One line for a person. */
export function describePaging({
  key,
  inserted,
  deleted,
  late,
  pages,
  requests,
  missed,
}: PagingFigures): string {
  return (
    `Paging, ${key}: ${inserted} rows, ${late} of them late, ${deleted} deleted meanwhile, ${pages} pages, ` +
    `${requests} requests: ${missed.length} missed`
  );
}

class WrongClock implements Clock {
  skewMs = 0;

  constructor(private readonly right: ManualClock) {}

  now(): Date {
    return new Date(this.right.now().getTime() + this.skewMs);
  }
}

/** Pulls as the hub does: each page by the cursor of the one before, each pull by the last cursor of the one before. */
class Reader {
  readonly seen = new Set<string>();
  pages = 0;
  #cursor: Cursor | undefined;

  constructor(
    private readonly session: LedgerSession,
    private readonly pageSize: number,
    private readonly invoicedFrom: ReturnType<typeof addDays>,
  ) {}

  async pull(meanwhile: () => void): Promise<void> {
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { items, refused, nextCursor, hasMore } = await this.session.pullOpenItems({
        pageSize: this.pageSize,
        invoicedFrom: this.invoicedFrom,
        ...(this.#cursor ? { cursor: this.#cursor } : {}),
      });
      if (refused.length > 0) throw new Error(`A good row was refused: ${refused[0]?.message}`);
      for (const { ledgerItemId } of items) this.seen.add(ledgerItemId);
      // As it is stored between two pages.
      this.#cursor = JSON.parse(JSON.stringify(nextCursor)) as Cursor;
      this.pages += 1;
      if (!hasMore) return;
      meanwhile();
    }
    throw new Error(`The pull did not end within ${PAGES_MAX} pages.`);
  }
}
