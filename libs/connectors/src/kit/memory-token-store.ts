import type { JsonObject } from '@app/domain';
import type { StoredToken, TokenStore } from '../contract/index.js';

/** Tokens in this process's memory, for the workbench and tests; the reference for the hub's sealed store. */
export class MemoryTokenStore implements TokenStore {
  readonly #tokens: Map<string, StoredToken>;
  readonly #renewals = new Map<string, Promise<StoredToken>>();

  /** `initial`: tokens that were made elsewhere, by name. */
  constructor(initial: Readonly<Record<string, JsonObject>> = {}) {
    this.#tokens = new Map(Object.entries(initial).map(([name, value]) => [name, { value, version: 1 }]));
  }

  read(name: string): Promise<StoredToken | undefined> {
    return Promise.resolve(this.#tokens.get(name));
  }

  renew(
    name: string,
    seenVersion: number | undefined,
    make: () => Promise<JsonObject>,
  ): Promise<StoredToken> {
    const running = this.#renewals.get(name);
    if (running) return running;
    const stored = this.#tokens.get(name);
    if (stored && stored.version !== seenVersion) return Promise.resolve(stored);
    const renewal = this.#make(name, (stored?.version ?? 0) + 1, make).finally(() =>
      this.#renewals.delete(name),
    );
    this.#renewals.set(name, renewal);
    return renewal;
  }

  async #make(name: string, version: number, make: () => Promise<JsonObject>): Promise<StoredToken> {
    const token = { value: await make(), version };
    this.#tokens.set(name, token);
    return token;
  }
}
