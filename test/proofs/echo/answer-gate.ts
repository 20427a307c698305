import { MeddlingProxy } from '../../support/meddling-proxy.js';

/** Signing in tells nothing of the books, and everybody waits for it. */
const SIGN_IN = /token/i;

/**
 * Proxies before one ledger that can keep one answer back: the ledger has told how it was, and while that is on its
 * way, the books change.
 */
export class AnswerGate {
  readonly #proxies: MeddlingProxy[] = [];
  #passes = 0;
  #held: (() => void) | undefined;

  /** Answers the addresses through which the ledger is reached from now on. A stream of events is none: nobody listens here. */
  async open(addresses: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    const through: Record<string, string> = {};
    for (const [variable, address] of Object.entries(addresses)) {
      if (/^wss?:/.test(address)) continue;
      const proxy = new MeddlingProxy(new URL(address));
      proxy.meddling = { hold: (path) => (SIGN_IN.test(path) ? undefined : this.#hold()) };
      through[variable] = await proxy.start();
      this.#proxies.push(proxy);
    }
    return through;
  }

  /** The n-th answer from now on (1 for the next) is kept back until `release`. */
  arm(answer: number): void {
    this.#passes = answer;
  }

  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /** Keeps no further answer back; one that is held stays held. */
  disarm(): void {
    this.#passes = 0;
  }

  release(): void {
    this.disarm();
    this.#held?.();
    this.#held = undefined;
  }

  async close(): Promise<void> {
    this.release();
    await Promise.all(this.#proxies.map((proxy) => proxy.stop()));
  }

  #hold(): Promise<void> | undefined {
    if (this.#passes === 0) return undefined;
    this.#passes -= 1;
    if (this.#passes > 0) return undefined;
    return new Promise((resolve) => {
      this.#held = resolve;
    });
  }
}
