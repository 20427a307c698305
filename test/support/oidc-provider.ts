import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@app/domain';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface OidcPerson {
  readonly sub: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

const ALGORITHM = 'RS256';

/**
 * An OpenID Connect provider that signs in whoever `person` names, without a page: discovery, keys, authorization code with
 * PKCE and nonce, as OpenID Connect Core 1.0 and RFC 7636 have it.
 */
export class OidcProvider {
  person: OidcPerson | undefined;
  /** Signs with a key that it does not publish. */
  forges = false;
  readonly #codes = new Map<
    string,
    { readonly challenge: string; readonly nonce: string; readonly redirect: string }
  >();

  private constructor(
    readonly issuer: string,
    private readonly client: { readonly id: string; readonly secret: string },
    private readonly key: CryptoKey,
    private readonly otherKey: CryptoKey,
    private readonly published: object,
    private readonly stopServer: () => Promise<void>,
  ) {}

  static async start(client: { readonly id: string; readonly secret: string }): Promise<OidcProvider> {
    const [pair, other] = [await generateKeyPair(ALGORITHM), await generateKeyPair(ALGORITHM)];
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: ALGORITHM, use: 'sig' };
    const started: { provider?: OidcProvider } = {};
    const server = createServer((request, response) => {
      started.provider?.answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stop = (): Promise<void> =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      });
    started.provider = new OidcProvider(
      issuer,
      client,
      pair.privateKey,
      other.privateKey,
      { keys: [jwk] },
      stop,
    );
    return started.provider;
  }

  stop(): Promise<void> {
    return this.stopServer();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const json = (body: object, status = 200): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') return json(this.#discovery());
    if (url.pathname === '/keys') return json(this.published);
    if (url.pathname === '/authorize') return this.#authorize(url, response);
    if (url.pathname === '/token') return this.#token(request, json);
    json({ error: 'not_found' }, 404);
  }

  #discovery(): object {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALGORITHM],
    };
  }

  #authorize({ searchParams }: URL, response: ServerResponse): void {
    const asked = (name: string): string => {
      const value = searchParams.get(name);
      if (value === null) throw new Error(`The request lacks ${name}.`);
      return value;
    };
    if (asked('client_id') !== this.client.id || !asked('scope').split(' ').includes('openid'))
      throw new Error('This client is not known, or does not ask for a person.');
    if (asked('code_challenge_method') !== 'S256') throw new Error('Without PKCE nobody comes in.');
    const code = randomUUID();
    const redirect = asked('redirect_uri');
    this.#codes.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), redirect });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked('state'));
    response.writeHead(302, { location: back.href }).end();
  }

  async #token(request: IncomingMessage, json: (body: object, status?: number) => void): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const form = new URLSearchParams(text);
    const kept = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient =
      form.get('client_id') === this.client.id && form.get('client_secret') === this.client.secret;
    if (
      !kept ||
      !this.person ||
      !isClient ||
      challenge !== kept.challenge ||
      form.get('redirect_uri') !== kept.redirect
    )
      return json({ error: 'invalid_grant' }, 400);
    const { sub, email, emailVerified } = this.person;
    const now = Math.floor(systemClock.now().getTime() / 1000);
    const token = await new SignJWT({
      nonce: kept.nonce,
      email,
      email_verified: emailVerified,
      name: 'Prøve',
    })
      .setProtectedHeader({ alg: ALGORITHM, kid: 'one' })
      .setIssuer(this.issuer)
      .setAudience(this.client.id)
      .setSubject(sub)
      .setIssuedAt(now)
      .setExpirationTime(now + 300)
      .sign(this.forges ? this.otherKey : this.key);
    json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token });
  }
}
