import { performance } from 'node:perf_hooks';

const WAIT_MIN_MS = 5_000;
const WAIT_MAX_MS = 10 * 60_000;
/** Beyond this the wait no longer doubles. */
const DOUBLINGS_MAX = 7;
/** One that held as long was a good one: the next failure is the first again. */
const HELD_MS = 60_000;

export interface StreamTime {
  /** A clock that only runs forward, in ms. */
  readonly nowMs: () => number;
  /** In [0, 1): spreads the returns of many streams that broke together. */
  readonly random: () => number;
}

const REAL_TIME: StreamTime = { nowMs: () => performance.now(), random: Math.random };

/**
 * One vendor's stream: begun, and begun again after an end, the later the more often it failed; never sooner than five
 * seconds and never later than some ten minutes after.
 */
export class WakeUpStream {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #failures = 0;
  #nextAtMs = 0;

  constructor(
    /** Whom it listens for. */
    readonly ids: string,
    private readonly listen: (signal: AbortSignal) => Promise<void>,
    private readonly onFailure: (error: unknown, waitMs: number) => void,
    private readonly time: StreamTime = REAL_TIME,
  ) {}

  beginIfDue(): void {
    if (this.#running || this.#stopping.signal.aborted || this.time.nowMs() < this.#nextAtMs) return;
    this.#running = this.#run().finally(() => (this.#running = undefined));
  }

  async end(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const startedAtMs = this.time.nowMs();
    let failure: unknown;
    try {
      await this.listen(this.#stopping.signal);
    } catch (error) {
      failure = error;
    }
    if (this.#stopping.signal.aborted) return;
    const nowMs = this.time.nowMs();
    const hasHeld = nowMs - startedAtMs >= HELD_MS;
    this.#failures = hasHeld ? 1 : this.#failures + 1;
    const doubled = WAIT_MIN_MS * 2 ** Math.min(this.#failures - 1, DOUBLINGS_MAX);
    const waitMs = Math.round(Math.min(doubled, WAIT_MAX_MS) * (1 + this.time.random() / 4));
    this.#nextAtMs = nowMs + waitMs;
    if (failure !== undefined) this.onFailure(failure, waitMs);
  }
}
