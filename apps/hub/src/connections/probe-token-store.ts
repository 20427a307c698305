import type { JsonObject } from '@app/domain';
import { MemoryTokenStore, type StoredToken } from '@app/connectors';

/**
 * Tokens of a grant that is being tried and not stored yet. What was made while trying is stored together with the
 * grant: a vendor's refresh token may be good for one use only.
 */
export class ProbeTokenStore extends MemoryTokenStore {
  readonly #made: Map<string, JsonObject>;

  /** `initial`: tokens that a sign-in brought, to be stored as well. */
  constructor(initial: Readonly<Record<string, JsonObject>> = {}) {
    super(initial);
    this.#made = new Map(Object.entries(initial));
  }

  made(): ReadonlyMap<string, JsonObject> {
    return this.#made;
  }

  override async renew(
    name: string,
    seenVersion: number | undefined,
    make: () => Promise<JsonObject>,
  ): Promise<StoredToken> {
    const token = await super.renew(name, seenVersion, make);
    this.#made.set(name, token.value);
    return token;
  }
}
