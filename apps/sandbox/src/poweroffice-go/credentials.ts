import { hexFrom, uuidFrom } from './uuid.js';

/** One company's key for our integration; secret. */
export interface ClientKey {
  readonly id: number;
  readonly key: string;
  readonly companyId: number;
  isRemoved: boolean;
}

export interface AccessToken {
  readonly id: number;
  readonly token: string;
  readonly clientKey: ClientKey;
  /** Frozen when the token was made: a changed privilege shows only in a new one. */
  readonly roles: ReadonlySet<string>;
  readonly expiresAtMs: number;
}

export interface TokenClaims {
  readonly clientId: string;
  readonly clientName: string;
  readonly roles: readonly string[];
  readonly invalid: readonly string[];
  readonly subscriptions: readonly string[];
  readonly expiresAtMs: number;
}

const TOKENS_MAX = 20_000;

/** The integration's own keys, the companies' client keys, and the access tokens made with them. */
export class Credentials {
  readonly applicationKey: string;
  readonly subscriptionKey: string;
  isApplicationRevoked = false;
  isSubscriptionRevoked = false;
  readonly #clientKeys = new Map<string, ClientKey>();
  readonly #tokens = new Map<string, AccessToken>();
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  constructor(private readonly seed: number) {
    this.applicationKey = uuidFrom(seed, 'application-key');
    this.subscriptionKey = hexFrom(seed, 'subscription-key');
    this.name('application', this.applicationKey);
    this.name('subscription', this.subscriptionKey);
  }

  addClientKey(id: number, companyId: number): ClientKey {
    const clientKey: ClientKey = {
      id,
      key: uuidFrom(this.seed, `client-key/${id}`),
      companyId,
      isRemoved: false,
    };
    this.#clientKeys.set(clientKey.key, clientKey);
    this.name(`client:${id}`, clientKey.key);
    return clientKey;
  }

  clientKey(key: string): ClientKey | undefined {
    return this.#clientKeys.get(key.toLowerCase());
  }

  /** The company's key that is in force, the newest if there are more. */
  clientKeyOf(companyId: number): ClientKey | undefined {
    return [...this.#clientKeys.values()]
      .filter((row) => row.companyId === companyId && !row.isRemoved)
      .at(-1);
  }

  clientKeys(): IterableIterator<ClientKey> {
    return this.#clientKeys.values();
  }

  /** Claims as in the v1 documentation (github.com/PowerOffice/go-api-documentation, knownissues.md); v2's are not public. */
  issue(id: number, clientKey: ClientKey, claims: TokenClaims): AccessToken {
    const payload = {
      goActiveClientSubscriptions: claims.subscriptions,
      goClientId: claims.clientId,
      goClientName: claims.clientName,
      goInvalidPrivileges: claims.invalid,
      goUserId: null,
      role: claims.roles,
      exp: Math.floor(claims.expiresAtMs / 1_000),
      jti: id,
    };
    const parts = [base64({ alg: 'RS256', typ: 'JWT' }), base64(payload), hexFrom(this.seed, `token/${id}`)];
    const token: AccessToken = {
      id,
      token: parts.join('.'),
      clientKey,
      roles: new Set(claims.roles),
      expiresAtMs: claims.expiresAtMs,
    };
    this.#tokens.set(token.token, token);
    this.name(`token:${id}`, token.token);
    if (this.#tokens.size > TOKENS_MAX) this.#forgetOldest();
    return token;
  }

  token(text: string): AccessToken | undefined {
    return this.#tokens.get(text);
  }

  get tokenCount(): number {
    return this.#tokens.size;
  }

  endTokens(which: (token: AccessToken) => boolean = () => true): void {
    for (const [text, token] of this.#tokens) if (which(token)) this.#tokens.delete(text);
  }

  /** Gives a secret a name under which a journal may write it down. */
  name(name: string, text: string): void {
    this.#names.set(text, name);
    this.#texts.set(name, text);
  }

  nameOf(text: string): string | undefined {
    return this.#names.get(text);
  }

  textOf(name: string): string | undefined {
    return this.#texts.get(name);
  }

  #forgetOldest(): void {
    for (const [text, { id }] of this.#tokens) {
      this.#tokens.delete(text);
      this.#names.delete(text);
      this.#texts.delete(`token:${id}`);
      break;
    }
  }
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
