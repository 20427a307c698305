import type { Random } from '../demo/random.js';
import type { Entity } from './entity.js';
import { TokenUsage, type XledgerLimits } from './limits.js';

export type XledgerEnvironment = 'production' | 'demo';

/** An API token: made in one entity, good for it and all below, with ticks per object and direction. */
export interface ApiToken {
  readonly id: number;
  readonly text: string;
  readonly entity: Entity;
  /** Where it was made: one made in demo dies when demo is refreshed. */
  readonly madeIn: XledgerEnvironment;
  /** `ARTransaction:read`, `GLImportItem:write`, or `*`. */
  readonly scopes: ReadonlySet<string>;
  readonly usage: TokenUsage;
  isRevoked: boolean;
}

const KEPT_MAX = 10_000;

/** Makes and keeps tokens. Their texts follow from the seed: unpadded base64url, as the vendor's. */
export class Tokens {
  readonly #byText = new Map<string, ApiToken>();
  readonly #byId = new Map<number, ApiToken>();

  constructor(
    private readonly random: Random,
    private readonly limits: Required<XledgerLimits>,
  ) {}

  make(entity: Entity, madeIn: XledgerEnvironment, scopes: readonly string[] = ['*']): ApiToken {
    if (this.#byText.size >= KEPT_MAX) throw new Error('The sandbox keeps no more tokens.');
    const id = this.#byId.size + 1;
    const text = Buffer.from(`sandbox-${id}-${this.random.uuid()}`).toString('base64url');
    const usage = new TokenUsage(this.limits);
    const token = { id, text, entity, madeIn, scopes: new Set(scopes), usage, isRevoked: false };
    this.#byText.set(text, token);
    this.#byId.set(id, token);
    return token;
  }

  find(text: string): ApiToken | undefined {
    return this.#byText.get(text);
  }

  withId(id: number): ApiToken | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<ApiToken> {
    return this.#byId.values();
  }
}

export function mayUse({ scopes }: ApiToken, object: string, direction: 'read' | 'write'): boolean {
  return scopes.has('*') || scopes.has(`${object}:${direction}`);
}
