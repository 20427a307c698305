import type { Clock } from '@app/domain';
import {
  type BudgetReading,
  type BudgetRule,
  type CallBudget,
  type ConnectorTools,
  RetryableLedgerError,
} from '../contract/index.js';

interface WindowState {
  startedAtMs: number;
  used: number;
  /** The vendor's own count and length of the window, when its headers told them. */
  callsMax: number;
  endsAtMs: number;
  pausedUntilMs: number;
}

export interface MemoryCallBudgetOptions {
  /** A longer wait ends in RetryableLedgerError, so that the holder can do other work. Default 20 s. */
  readonly waitMaxMs?: number;
  /** Calls of a window that are left to others who use the same key; also a margin for clocks that differ. Default 5. */
  readonly reserve?: number;
}

const ROUNDS_MAX = 1_000;

/**
 * Fixed windows counted in this process's memory; the vendor's headers outrank the count. For the workbench and tests,
 * and the reference for the hub's shared one.
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

  async acquire(rule: BudgetRule, signal?: AbortSignal): Promise<void> {
    let waitedMs = 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const waitMs = this.#take(rule);
      if (waitMs === 0) return;
      if (waitedMs + waitMs > this.#waitMaxMs) throw tooLong(waitMs);
      await this.sleep(waitMs, signal);
      waitedMs += waitMs;
    }
    throw tooLong(rule.windowMs);
  }

  observe(rule: BudgetRule, { callsMax, remaining, resetMs }: BudgetReading): void {
    const window = this.#window(rule);
    if (callsMax !== undefined && callsMax > 0) window.callsMax = callsMax;
    if (resetMs !== undefined) window.endsAtMs = this.clock.now().getTime() + resetMs;
    // Answers of calls made side by side arrive in any order: only a lower number left is news.
    if (remaining !== undefined) window.used = Math.max(window.used, window.callsMax - remaining);
  }

  pause(rule: BudgetRule, pauseMs: number): void {
    const window = this.#window(rule);
    window.pausedUntilMs = Math.max(window.pausedUntilMs, this.clock.now().getTime() + pauseMs);
  }

  /** Counts a call and answers 0, or answers how long to wait. */
  #take(rule: BudgetRule): number {
    const nowMs = this.clock.now().getTime();
    const window = this.#window(rule);
    if (nowMs < window.pausedUntilMs) return window.pausedUntilMs - nowMs;
    const allowed = Math.max(1, window.callsMax - this.#reserve);
    if (window.used >= allowed) return Math.max(1, window.endsAtMs - nowMs);
    window.used += 1;
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
    };
    // A clock that was set back must not leave a pause of hours behind.
    if (known && nowMs < known.startedAtMs) fresh.pausedUntilMs = 0;
    this.#windows.set(rule.key, fresh);
    return fresh;
  }
}

function tooLong(waitMs: number): RetryableLedgerError {
  return new RetryableLedgerError('The ledger’s limit on calls is used up for now.', waitMs);
}
