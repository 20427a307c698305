import { performance } from 'node:perf_hooks';
import {
  type BudgetReading,
  type BudgetRule,
  type CallBudget,
  type ConnectorTools,
  RetryableLedgerError,
} from '@app/connectors';
import type { Database } from '../database/database.js';
import type { Statements, Transaction } from '../database/transaction.js';
import {
  type BudgetState,
  type BudgetUse,
  callsMaxTold,
  chunkMax,
  holdMs,
  isNews,
  observed,
  paused,
  type Reservation,
  reserve,
  UNUSED_BUDGET,
  useOf,
} from './call-budget-window.js';

export interface JointCallBudgetOptions {
  /** A longer wait ends in RetryableLedgerError, so that the job gives its slot to another company. Default 15 s. */
  readonly waitMaxMs?: number;
  /** A clock that only runs forward, in ms; tests lend their own. */
  readonly monotonicMs?: () => number;
  /** The clock that all processes share, in ms since 1970. Default the database's; tests lend one that they move. */
  readonly sharedNowMs?: () => number;
  /** Told when a vendor's word could not be stored: it then holds in this process only. */
  readonly onLostNews?: (error: unknown) => void;
}

/** What this process holds of one key. Times are by the monotonic clock. */
interface Share {
  permits: number;
  validUntilMs: number;
  /** The slice that the permits were counted in: what is left of them when it ends is given back to it. */
  slice: number;
  pausedUntilMs: number;
  /** Size of the last chunk; grows while chunks are used up, so that a slow caller wastes none. */
  chunk: number;
  /** Callers in `acquire`: what the next chunk is for. */
  waiting: number;
  callsMax: number | undefined;
  reserving: Promise<number> | undefined;
  /** News on its way to the database, one after the other; no chunk is fetched before it has arrived. */
  telling: Promise<void>;
  newsWaiting: number;
}

interface BudgetRow {
  latestSlice: bigint;
  used: number[];
  callsMax: number | null;
  vendorLeft: number | null;
  vendorResetAt: Date | null;
  pausedUntil: Date | null;
  nowMs: bigint;
}

/**
 * Whoever has used up chunks of this size makes its calls one behind the other: the next chunk is fetched while the last of
 * them is under way. A few calls alone are worth no chunk that nobody uses.
 */
const AHEAD_FROM = 4;
/** Rounds of waiting in one `acquire`; each waits at least a millisecond and usually a slice. */
const ROUNDS_MAX = 1_000;
/** Keys of which a process remembers its share; more than the grants that one process works at a time. */
const SHARES_MAX = 5_000;
/** Unwritten news of one key beyond this is dropped: the newest answers will tell again. */
const NEWS_WAITING_MAX = 20;

/**
 * Counts calls against the vendors' limits in the table `call_budget`, shared by all processes and by the database's
 * clock. A process fetches permits in small chunks, so that not every call costs a round trip. Never used inside a
 * transaction: it opens one of its own.
 */
export class JointCallBudget implements CallBudget {
  readonly #shares = new Map<string, Share>();
  readonly #waitMaxMs: number;
  readonly #monotonicMs: () => number;
  readonly #sharedNowMs: (() => number) | undefined;
  readonly #onLostNews: (error: unknown) => void;

  constructor(
    private readonly database: Pick<Database, 'asOperator'>,
    private readonly sleep: ConnectorTools['sleep'],
    {
      waitMaxMs = 15_000,
      monotonicMs = () => performance.now(),
      sharedNowMs,
      onLostNews,
    }: JointCallBudgetOptions = {},
  ) {
    this.#waitMaxMs = waitMaxMs;
    this.#monotonicMs = monotonicMs;
    this.#sharedNowMs = sharedNowMs;
    this.#onLostNews = onLostNews ?? (() => undefined);
  }

  async acquire(rule: BudgetRule, signal?: AbortSignal, cost = 1): Promise<void> {
    const share = this.#share(rule.key);
    share.waiting += 1;
    try {
      let waitedMs = 0;
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        if (signal?.aborted) throw new RetryableLedgerError('The call was called off before it was sent.', 0);
        if (this.#take(share, cost)) {
          // What it answers, or that it failed, is met by the next call, which asks again where nothing was granted.
          if (share.permits <= 0 && share.chunk >= AHEAD_FROM)
            this.#refill(share, rule, cost).catch(() => undefined);
          return;
        }
        const waitMs = this.#pauseLeftMs(share) || (await this.#refill(share, rule, cost));
        if (waitMs === 0) continue;
        if (waitedMs + waitMs > this.#waitMaxMs) throw tooLong(waitMs);
        await this.sleep(waitMs, signal);
        waitedMs += waitMs;
      }
      throw tooLong(rule.windowMs);
    } finally {
      share.waiting -= 1;
    }
  }

  /**
   * By the permits that this process holds. What is given back counts for the slice of now, though it was taken a moment
   * before; what is owed is fetched with the next chunk.
   */
  correct(rule: BudgetRule, more: number): void {
    this.#share(rule.key).permits -= more;
  }

  observe(rule: BudgetRule, reading: BudgetReading): void {
    const share = this.#share(rule.key);
    if (!isNews(rule, share.callsMax, reading)) return;
    share.callsMax = callsMaxTold(reading) ?? share.callsMax;
    // Permits fetched before are not part of what the vendor says is left: they lapse, and are given back.
    if (reading.remaining !== undefined) share.validUntilMs = 0;
    this.#tell(share, rule, (state, nowMs) => observed(state, rule, reading, nowMs));
  }

  pause(rule: BudgetRule, pauseMs: number): void {
    const share = this.#share(rule.key);
    share.validUntilMs = 0;
    share.pausedUntilMs = Math.max(share.pausedUntilMs, this.#monotonicMs() + holdMs(pauseMs));
    this.#tell(share, rule, (state, nowMs) => paused(state, rule, pauseMs, nowMs));
  }

  /** How much of it all processes have used lately. Changes nothing. */
  use(rule: BudgetRule): Promise<BudgetUse> {
    return this.database.asOperator(async (tx) => {
      const [row] = await tx.query<BudgetRow>(`${SELECT} where key = $1`, [rule.key]);
      if (!row) return { callsMax: rule.callsMax, used: 0 };
      return useOf(stateOf(row), rule, this.#sharedNowMs?.() ?? Number(row.nowMs));
    });
  }

  /** When all that vendors told has been stored: for shutdown and tests. */
  async settled(): Promise<void> {
    await Promise.all([...this.#shares.values()].map(({ telling }) => telling));
  }

  #take(share: Share, cost: number): boolean {
    const nowMs = this.#monotonicMs();
    if (share.permits < cost || nowMs >= share.validUntilMs || nowMs < share.pausedUntilMs) return false;
    share.permits -= cost;
    return true;
  }

  #pauseLeftMs(share: Share): number {
    return Math.max(0, Math.ceil(share.pausedUntilMs - this.#monotonicMs()));
  }

  /** Fetches one chunk for all who wait in this process; answers 0, or how long to wait. */
  #refill(share: Share, rule: BudgetRule, cost: number): Promise<number> {
    share.reserving ??= this.#fetchChunk(share, rule, cost).finally(() => (share.reserving = undefined));
    return share.reserving;
  }

  async #fetchChunk(share: Share, rule: BudgetRule, cost: number): Promise<number> {
    await share.telling;
    const most = chunkMax(share.callsMax ?? rule.callsMax);
    const usedUp = share.permits < cost;
    const unused = { slice: share.slice, permits: share.permits };
    share.permits = 0;
    share.chunk = Math.min(most, Math.max(usedUp ? share.chunk * 2 : 1, share.waiting));
    const wanted = Math.max(share.chunk, cost);
    const askedAtMs = this.#monotonicMs();
    const reservation = await this.#change(rule.key, (state, nowMs) =>
      reserve(state, rule, nowMs, wanted, unused, cost),
    );
    share.callsMax = reservation.state.callsMax;
    // What answers corrected meanwhile stays.
    share.permits += reservation.granted;
    share.slice = reservation.state.latestSlice;
    // Counted from before the question, so that the chunk lapses here before it lapses there.
    share.validUntilMs = askedAtMs + reservation.validForMs;
    if (reservation.granted > 0 && this.#monotonicMs() >= share.validUntilMs) return 1;
    return reservation.waitMs;
  }

  #tell(share: Share, rule: BudgetRule, news: (state: BudgetState, nowMs: number) => BudgetState): void {
    if (share.newsWaiting >= NEWS_WAITING_MAX) return;
    share.newsWaiting += 1;
    share.telling = share.telling
      .then(() => this.#change(rule.key, (state, nowMs) => ({ state: news(state, nowMs) })))
      .then(() => undefined, this.#onLostNews)
      .finally(() => (share.newsWaiting -= 1));
  }

  /** Reads, changes and writes the shared row under its lock. */
  #change<T extends Pick<Reservation, 'state'>>(
    key: string,
    change: (state: BudgetState, nowMs: number) => T,
  ): Promise<T> {
    return this.database.asOperator(async (tx) => {
      const { state, nowMs: databaseNowMs } = await lockRow(tx, key);
      const nowMs = this.#sharedNowMs?.() ?? databaseNowMs;
      const changed = change(state, nowMs);
      await writeRow(tx.withCommit, key, changed.state);
      return changed;
    });
  }

  #share(key: string): Share {
    const known = this.#shares.get(key);
    if (known) return known;
    if (this.#shares.size >= SHARES_MAX) this.#forgetIdle();
    const fresh: Share = {
      permits: 0,
      validUntilMs: 0,
      slice: 0,
      pausedUntilMs: 0,
      chunk: 0,
      waiting: 0,
      callsMax: undefined,
      reserving: undefined,
      telling: Promise.resolve(),
      newsWaiting: 0,
    };
    this.#shares.set(key, fresh);
    return fresh;
  }

  #forgetIdle(): void {
    for (const [key, { waiting, newsWaiting }] of this.#shares) {
      if (waiting === 0 && newsWaiting === 0) this.#shares.delete(key);
    }
  }
}

const SELECT = `
  select latest_slice as "latestSlice", used, calls_max as "callsMax", vendor_left as "vendorLeft",
    vendor_reset_at as "vendorResetAt", paused_until as "pausedUntil",
    floor(extract(epoch from clock_timestamp()) * 1000)::bigint as "nowMs"
  from call_budget`;

async function lockRow(tx: Transaction, key: string): Promise<{ state: BudgetState; nowMs: number }> {
  // The time is read with the row: where this waits for the lock and the row has changed, PostgreSQL reads both again.
  const select = `${SELECT} where key = $1 for update`;
  let [row] = await tx.query<BudgetRow>(select, [key]);
  if (!row) {
    await tx.query(
      `insert into call_budget (key, latest_slice, used) values ($1, 0, $2) on conflict do nothing`,
      [key, UNUSED_BUDGET.used],
    );
    [row] = await tx.query<BudgetRow>(select, [key]);
  }
  if (!row)
    throw new Error('A row of call_budget vanished between two statements; nothing removes such rows.');
  return { state: stateOf(row), nowMs: Number(row.nowMs) };
}

function stateOf(row: BudgetRow): BudgetState {
  return {
    latestSlice: Number(row.latestSlice),
    used: row.used,
    ...(row.callsMax === null ? {} : { callsMax: row.callsMax }),
    ...(row.vendorLeft === null ? {} : { vendorLeft: row.vendorLeft }),
    ...(row.vendorResetAt === null ? {} : { vendorResetAtMs: row.vendorResetAt.getTime() }),
    ...(row.pausedUntil === null ? {} : { pausedUntilMs: row.pausedUntil.getTime() }),
  };
}

async function writeRow(out: Statements, key: string, state: BudgetState): Promise<void> {
  const instant = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
  await out.query(
    `update call_budget set latest_slice = $2, used = $3, calls_max = $4, vendor_left = $5, vendor_reset_at = $6,
       paused_until = $7 where key = $1`,
    [
      key,
      state.latestSlice,
      state.used,
      state.callsMax ?? null,
      state.vendorLeft ?? null,
      instant(state.vendorResetAtMs),
      instant(state.pausedUntilMs),
    ],
  );
}

function tooLong(waitMs: number): RetryableLedgerError {
  return new RetryableLedgerError('The ledger’s limit on calls is used up for now.', waitMs);
}
