import type { Clock } from '@app/domain';
import type { Random } from '../../demo/random.js';
import type { App } from './apps.js';
import { accessTokenText } from './jwt.js';
import type { Principal } from './principals.js';

const CODE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const SECRETS_MAX = 200_000;

export interface Code {
  readonly text: string;
  readonly app: App;
  readonly principal: Principal;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** base64url(SHA-256(verifier)). */
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly expiresAtMs: number;
}

/** All tokens that descend from one consent, or one application's own grant. */
export interface Family {
  readonly id: number;
  readonly app: App;
  readonly principal: Principal;
  readonly scopes: readonly string[];
  isEnded: boolean;
}

export interface AccessToken {
  readonly id: number;
  readonly text: string;
  readonly family: Family;
  readonly expiresAtMs: number;
  isRevoked: boolean;
}

export interface RefreshToken {
  readonly id: number;
  readonly text: string;
  readonly family: Family;
  readonly expiresAtMs: number;
  isSpent: boolean;
}

/** Codes and tokens. Texts are drawn from the seed, so that a journal can name them. */
export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();
  #id = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Another after every secret drawn. */
  get position(): string {
    return `${this.random.position}/${this.#id}`;
  }

  newSubject(): string {
    return this.random.uuid();
  }

  addCode(code: Omit<Code, 'text' | 'expiresAtMs'>): Code {
    const made: Code = { ...code, text: this.#hex64(), expiresAtMs: this.#nowMs() + CODE_MS };
    remember(this.#codes, made.text, made);
    return made;
  }

  /** The code, once, if it has not run out. */
  takeCode(text: string): Code | undefined {
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    return code && this.#nowMs() < code.expiresAtMs ? code : undefined;
  }

  newFamily(family: Omit<Family, 'id' | 'isEnded'>): Family {
    this.#id += 1;
    return { ...family, id: this.#id, isEnded: false };
  }

  issueAccess(family: Family): AccessToken {
    this.#id += 1;
    const nowMs = this.#nowMs();
    const expiresAtMs = nowMs + family.app.accessSeconds * 1_000;
    const text = accessTokenText(family, this.#hex64(), nowMs, expiresAtMs);
    const token: AccessToken = { id: this.#id, text, family, expiresAtMs, isRevoked: false };
    remember(this.#access, text, token);
    return token;
  }

  issueRefresh(family: Family): RefreshToken {
    this.#id += 1;
    const expiresAtMs = this.#nowMs() + family.app.refreshDays * DAY_MS;
    const token: RefreshToken = { id: this.#id, text: this.#hex64(), family, expiresAtMs, isSpent: false };
    remember(this.#refresh, token.text, token);
    return token;
  }

  refreshToken(text: string): RefreshToken | undefined {
    return this.#refresh.get(text);
  }

  hasExpired(token: RefreshToken): boolean {
    return token.family.isEnded || this.#nowMs() >= token.expiresAtMs;
  }

  /** The access token if it still opens anything. */
  access(text: string): AccessToken | undefined {
    const token = this.#access.get(text);
    if (!token || token.isRevoked || token.family.isEnded) return undefined;
    return this.#nowMs() < token.expiresAtMs ? token : undefined;
  }

  /** Ends the access tokens of one principal or of all; what renews them stays. */
  endAccess(principalId?: string): void {
    for (const token of this.#access.values())
      if (principalId === undefined || token.family.principal.id === principalId) token.isRevoked = true;
  }

  /** Ends one token, whichever kind it is. */
  revoke(text: string): void {
    const access = this.#access.get(text);
    if (access) access.isRevoked = true;
    const refresh = this.#refresh.get(text);
    if (refresh) refresh.isSpent = true;
  }

  /** The person withdraws the consent: no token that descends from it works any more. */
  withdraw(principalId: string): void {
    for (const { family } of [...this.#access.values(), ...this.#refresh.values()])
      if (family.principal.id === principalId) family.isEnded = true;
  }

  get liveCount(): number {
    let count = 0;
    for (const text of this.#access.keys()) if (this.access(text)) count += 1;
    return count;
  }

  /** A secret's name in a journal: `access:4`, `refresh:5`. */
  nameOf(text: string): string | undefined {
    const access = this.#access.get(text);
    if (access) return `access:${access.id}`;
    const refresh = this.#refresh.get(text);
    return refresh && `refresh:${refresh.id}`;
  }

  secretNamed(name: string): string | undefined {
    const [kind, id] = name.split(':');
    const tokens = kind === 'access' ? this.#access : this.#refresh;
    for (const token of tokens.values()) if (String(token.id) === id) return token.text;
    return undefined;
  }

  #nowMs(): number {
    return this.clock.now().getTime();
  }

  #hex64(): string {
    return (this.random.uuid() + this.random.uuid()).replaceAll('-', '').toUpperCase();
  }
}

/** Forgets the oldest beyond the bound. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size <= SECRETS_MAX) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
