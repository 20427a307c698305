import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@app/domain';

interface Sleeper {
  readonly wakesAtMs: number;
  readonly wake: () => void;
}

/**
 * Time that passes only while everybody waits for it. Real work (a request, a transaction) takes none: it is told to
 * `working`, and while any of it goes on, the clock stands still. So hours of waiting take as long as the work alone,
 * and how many calls fit into a window is the same on every machine.
 */
export class VirtualTime implements Clock {
  readonly #sleepers: Sleeper[] = [];
  #nowMs: number;
  #working = 0;
  #isLooking = false;

  constructor(start: Date) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  readonly nowMs = (): number => this.#nowMs;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ wakesAtMs: this.#nowMs + Math.max(0, ms), wake });
      void this.#look();
    });

  /** Work in real time, during which the clock stands still. */
  async working<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
      void this.#look();
    }
  }

  /** Wakes the next sleeper once nobody has anything else to do. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    // Two turns: whoever was just answered has begun the next piece of work by then, or sleeps.
    await nextTurn();
    await nextTurn();
    this.#isLooking = false;
    if (this.#working > 0) return;
    const next = this.#next();
    if (!next) return;
    this.#nowMs = Math.max(this.#nowMs, next.wakesAtMs);
    next.wake();
    void this.#look();
  }

  /** The one that wakes first, and of several the one that fell asleep first. */
  #next(): Sleeper | undefined {
    let first = 0;
    for (const [at, { wakesAtMs }] of this.#sleepers.entries())
      if (wakesAtMs < (this.#sleepers[first]?.wakesAtMs ?? 0)) first = at;
    return this.#sleepers.splice(first, 1)[0];
  }
}
