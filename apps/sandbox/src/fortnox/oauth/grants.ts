import { createHmac } from 'node:crypto';
import type { Clock } from '@app/domain';
import type { Random } from '../../demo/random.js';
import type { Scope } from '../catalogue.js';
import type { App } from './apps.js';

const CODE_MS = 10 * 60_000;
/** fortnox.se/developer/authorization: access tokens one hour, refresh tokens 45 days. */
const ACCESS_MS = 3_600_000;
const REFRESH_MS = 45 * 86_400_000;
const SECRETS_MAX = 200_000;

export interface Code {
  readonly text: string;
  readonly app: App;
  readonly tenantId: number;
  readonly scopes: readonly Scope[];
  /** Undefined when the authorization request did not name it; then the token request must not either. */
  readonly redirectUri: string | undefined;
  readonly isService: boolean;
  readonly isOffline: boolean;
  readonly expiresAtMs: number;
}

/** All tokens that descend from one authorization. */
export interface Family {
  readonly id: number;
  readonly app: App;
  readonly tenantId: number;
  readonly scopes: readonly Scope[];
  readonly isOffline: boolean;
  isEnded: boolean;
}

export interface AccessToken {
  readonly id: number;
  readonly text: string;
  readonly family: Family;
  readonly expiresAtMs: number;
  /** Every call with it is a 500: made without a consent, see `missingConsent`. */
  readonly isDead: boolean;
  isRevoked: boolean;
}

export interface RefreshToken {
  readonly id: number;
  readonly text: string;
  readonly family: Family;
  readonly expiresAtMs: number;
  isSpent: boolean;
}

/** Codes, tokens and consents. Texts are drawn from the seed, so that a journal can name them. */
export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();
  /** Service accounts: scopes by client and tenant, until the customer withdraws them. */
  readonly #consents = new Map<string, readonly Scope[]>();
  #id = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  addCode(code: Omit<Code, 'text' | 'expiresAtMs'>): Code {
    const made: Code = { ...code, text: this.random.uuid(), expiresAtMs: this.#nowMs() + CODE_MS };
    remember(this.#codes, made.text, made);
    if (code.isService) this.consent(code.app, code.tenantId, code.scopes);
    return made;
  }

  /** The code, once, if it has not run out. */
  takeCode(text: string): Code | undefined {
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    return code && this.#nowMs() < code.expiresAtMs ? code : undefined;
  }

  consent(app: App, tenantId: number, scopes: readonly Scope[]): void {
    this.#consents.set(`${app.clientId}/${tenantId}`, scopes);
  }

  consentOf(app: App, tenantId: number): readonly Scope[] | undefined {
    return this.#consents.get(`${app.clientId}/${tenantId}`);
  }

  /** The customer removes the integration: no consent and no token of that tenant works any more. */
  withdraw(tenantId: number): void {
    for (const key of this.#consents.keys()) if (key.endsWith(`/${tenantId}`)) this.#consents.delete(key);
    for (const { family } of [...this.#access.values(), ...this.#refresh.values()]) {
      if (family.tenantId === tenantId) family.isEnded = true;
    }
  }

  withdrawConsent(app: App, tenantId: number): void {
    this.#consents.delete(`${app.clientId}/${tenantId}`);
  }

  newFamily(family: Omit<Family, 'id' | 'isEnded'>): Family {
    this.#id += 1;
    return { ...family, id: this.#id, isEnded: false };
  }

  issueAccess(family: Family, isDead = false): AccessToken {
    this.#id += 1;
    const nowMs = this.#nowMs();
    const token: AccessToken = {
      id: this.#id,
      text: accessTokenText(family, this.#hex40(), nowMs),
      family,
      expiresAtMs: nowMs + ACCESS_MS,
      isDead,
      isRevoked: false,
    };
    remember(this.#access, token.text, token);
    return token;
  }

  issueRefresh(family: Family, isShort: boolean): RefreshToken {
    this.#id += 1;
    const expiresAtMs = this.#nowMs() + (isShort ? ACCESS_MS : REFRESH_MS);
    const token: RefreshToken = { id: this.#id, text: this.#hex40(), family, expiresAtMs, isSpent: false };
    remember(this.#refresh, token.text, token);
    return token;
  }

  refreshToken(text: string): RefreshToken | undefined {
    return this.#refresh.get(text);
  }

  isLive(token: RefreshToken): boolean {
    return !token.isSpent && !token.family.isEnded && this.#nowMs() < token.expiresAtMs;
  }

  /** The access token if it still opens anything. */
  access(text: string): AccessToken | undefined {
    const token = this.#access.get(text);
    if (!token || token.isRevoked || token.family.isEnded) return undefined;
    return this.#nowMs() < token.expiresAtMs ? token : undefined;
  }

  /** Also a token that has ended. */
  anyAccess(text: string): AccessToken | undefined {
    return this.#access.get(text);
  }

  /** Ends the short-lived tokens of one tenant or all; what renews them stays. */
  endAccess(tenantId?: number): void {
    for (const token of this.#access.values()) {
      if (tenantId === undefined || token.family.tenantId === tenantId) token.isRevoked = true;
    }
  }

  get liveCount(): number {
    let count = 0;
    for (const text of this.#access.keys()) if (this.access(text)) count += 1;
    return count;
  }

  /** A secret's name in a journal: `access:4` or `refresh:5`. */
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

  #hex40(): string {
    return (this.random.uuid() + this.random.uuid()).replaceAll('-', '').slice(0, 40);
  }
}

/** A JWT of the shape that one published expired token has; about 3 kB, most of it an opaque claim. */
function accessTokenText({ app, tenantId, scopes }: Family, id: string, nowMs: number): string {
  const iat = Math.floor(nowMs / 1000);
  const payload = {
    userId: 1,
    tenantId,
    clientId: app.clientId,
    rightsAsJson: `H4sIAAAA${id.repeat(45)}`,
    scopes,
    authsource: 'OAUTH2',
    id,
    jti: id,
    iss: 'https://api.fortnox.se/oauth2',
    aud: app.clientId,
    sub: `1@${tenantId}`,
    exp: iat + ACCESS_MS / 1000,
    iat,
    token_type: 'bearer',
    scope: scopes.join(' '),
  };
  const head = base64url({ typ: 'JWT', alg: 'HS256' });
  const body = base64url(payload);
  const signature = createHmac('sha256', app.clientSecret).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
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
