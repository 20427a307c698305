import type { Clock } from '@app/domain';
import {
  type BudgetReading,
  type BudgetRule,
  type CallBudget,
  type ConnectorTools,
  RetryableLedgerError,
} from '../contract/index.js';

interface Grant {
  readonly atMs: number;
  cost: number;
}

interface WindowState {
  startedAtMs: number;
  used: number;
  /** The vendor's own count and length of the window, when its headers told them. */
  callsMax: number;
  endsAtMs: number;
  pausedUntilMs: number;
  /** The newest grants, across windows: a vendor's window may begin anywhere. */
  granted: Grant[];
  /** The vendor's headers tell what is left, so its own windows are known. */
  isTold: boolean;
}

export interface MemoryCallBudgetOptions {
  /** A longer wait ends in RetryableLedgerError, so that the holder can do other work. Default 20 s. */
  readonly waitMaxMs?: number;
  /** Calls of a window that are left to others who use the same key; also a margin for clocks that differ. Default 5, never more than a fifth. */
  readonly reserve?: number;
}

const ROUNDS_MAX = 1_000;
/** A small limit spares this part of itself at most. */
const RESERVE_PART = 5;

/**
 * Windows counted in this process's memory: no stretch of a window's length holds more calls than are allowed, wherever
 * it begins. The vendor's headers outrank the count. For the workbench and tests, and the reference for the hub's
 * shared one.
 */
export class MemoryCallBudget implements CallBudget {
  readonly #windows = new Map<string, WindowState>();
  readonly #waitMaxMs: number;
  readonly #reserve: number;

  constructor(
    private readonly clock: Clock,
    private readonly sleep: ConnectorTools['sleep'],
    { waitMaxMs = 20_000, reserve = 5 }: MemoryCallBudgetOptions = {},
  ) {
    this.#waitMaxMs = waitMaxMs;
    this.#reserve = reserve;
  }

  async acquire(rule: BudgetRule, signal?: AbortSignal, cost = 1): Promise<void> {
    let waitedMs = 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const waitMs = this.#take(rule, cost);
      if (waitMs === 0) return;
      if (waitedMs + waitMs > this.#waitMaxMs) throw tooLong(waitMs);
      await this.sleep(waitMs, signal);
      waitedMs += waitMs;
    }
    throw tooLong(rule.windowMs);
  }

  correct(rule: BudgetRule, more: number): void {
    const window = this.#window(rule);
    window.used = Math.max(0, window.used + more);
    const newest = window.granted.at(-1);
    if (newest) newest.cost += more;
  }

  observe(rule: BudgetRule, { callsMax, remaining, resetMs }: BudgetReading): void {
    const window = this.#window(rule);
    if (callsMax !== undefined && callsMax > 0) window.callsMax = callsMax;
    if (resetMs !== undefined) window.endsAtMs = this.clock.now().getTime() + resetMs;
    // Answers of calls made side by side arrive in any order: only a lower number left is news.
    if (remaining === undefined) return;
    window.isTold = true;
    window.used = Math.max(window.used, window.callsMax - remaining);
  }

  pause(rule: BudgetRule, pauseMs: number): void {
    const window = this.#window(rule);
    window.pausedUntilMs = Math.max(window.pausedUntilMs, this.clock.now().getTime() + pauseMs);
  }

  /** Counts a call and answers 0, or answers how long to wait. */
  #take(rule: BudgetRule, cost: number): number {
    const nowMs = this.clock.now().getTime();
    const window = this.#window(rule);
    if (nowMs < window.pausedUntilMs) return window.pausedUntilMs - nowMs;
    const reserve = Math.min(this.#reserve, Math.floor(window.callsMax / RESERVE_PART));
    const allowed = Math.max(1, window.callsMax - reserve);
    // What costs more than there ever is may be tried when nothing else was.
    const room = allowed - Math.min(cost, allowed);
    if (window.used > room) return Math.max(1, window.endsAtMs - nowMs);
    window.granted = window.granted.filter(({ atMs }) => atMs > nowMs - rule.windowMs && atMs <= nowMs);
    const waitMs = window.isTold ? 0 : slidingWaitMs(window.granted, room, rule.windowMs, nowMs);
    if (waitMs > 0) return waitMs;
    window.used += cost;
    window.granted.push({ atMs: nowMs, cost });
    return 0;
  }

  #window(rule: BudgetRule): WindowState {
    const nowMs = this.clock.now().getTime();
    const known = this.#windows.get(rule.key);
    if (known && nowMs < known.endsAtMs && nowMs >= known.startedAtMs) return known;
    const fresh: WindowState = {
      startedAtMs: nowMs,
      used: 0,
      callsMax: known?.callsMax ?? rule.callsMax,
      endsAtMs: nowMs + rule.windowMs,
      pausedUntilMs: known?.pausedUntilMs ?? 0,
      granted: known?.granted ?? [],
      isTold: known?.isTold ?? false,
    };
    // A clock that was set back must not leave a pause of hours behind.
    if (known && nowMs < known.startedAtMs) fresh.pausedUntilMs = 0;
    this.#windows.set(rule.key, fresh);
    return fresh;
  }
}

/** Until so many of the oldest grants have left the stretch that ends now that no more than `room` is left of them. */
function slidingWaitMs(granted: readonly Grant[], room: number, windowMs: number, nowMs: number): number {
  let counted = granted.reduce((sum, { cost }) => sum + cost, 0);
  for (const { atMs, cost } of granted) {
    if (counted <= room) break;
    counted -= cost;
    if (counted <= room) return atMs + windowMs - nowMs;
  }
  return 0;
}

function tooLong(waitMs: number): RetryableLedgerError {
  return new RetryableLedgerError('The ledger’s limit on calls is used up for now.', waitMs);
}
