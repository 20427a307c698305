import type { Clock, JsonObject } from '@app/domain';
import type { StoredToken, TokenStore } from '../contract/index.js';

export interface RenewalRecipe {
  /** Name in the grant's token store; differs when the credentials do. */
  readonly name: string;
  /** Signs in and returns what is to be stored. @throws LedgerError */
  make(): Promise<JsonObject>;
  /** The instant at which the stored token dies, in ms since 1970; undefined when the value is of no known shape. */
  expiresAtMs(value: JsonObject): number | undefined;
  /** A token with less left is renewed before its next use. */
  readonly aheadMs: number;
}

/** Keeps one renewable token fresh: ahead of its expiry, once at a time over all processes, and once when refused. */
export class TokenRenewal {
  #known: StoredToken | undefined;

  constructor(
    private readonly tokens: TokenStore,
    private readonly clock: Clock,
    private readonly recipe: RenewalRecipe,
  ) {}

  /** A token that should work. */
  async current(): Promise<StoredToken> {
    if (this.#known && this.#isFresh(this.#known)) return this.#known;
    const stored = await this.tokens.read(this.recipe.name);
    this.#known = stored && this.#isFresh(stored) ? stored : await this.#renew(stored?.version);
    return this.#known;
  }

  /** After the vendor refused `refused`: what somebody else stored meanwhile, or a new one. */
  async replace(refused: StoredToken): Promise<StoredToken> {
    this.#known = await this.#renew(refused.version);
    return this.#known;
  }

  #renew(seenVersion: number | undefined): Promise<StoredToken> {
    return this.tokens.renew(this.recipe.name, seenVersion, () => this.recipe.make());
  }

  #isFresh(token: StoredToken): boolean {
    const expiresAtMs = this.recipe.expiresAtMs(token.value);
    return expiresAtMs !== undefined && expiresAtMs - this.clock.now().getTime() > this.recipe.aheadMs;
  }
}
