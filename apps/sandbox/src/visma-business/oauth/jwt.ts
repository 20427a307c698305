import { createHash } from 'node:crypto';
import type { App } from './apps.js';
import type { Person, Principal } from './principals.js';

export const ISSUER = 'https://connect.visma.com';

/** The endpoint that a token is good for; the claim `aud` holds its address. */
export const ENDPOINTS = {
  web: { path: '/api/graphql', audience: 'https://business.visma.net/api/graphql' },
  service: { path: '/api/graphql-service', audience: 'https://business.visma.net/api/graphql-service' },
} as const;

/** Who calls, by which application, and what for. */
interface Bearer {
  readonly app: App;
  readonly principal: Principal;
  readonly scopes: readonly string[];
}

/** An access token of the vendor's claims. Nobody's key signed it: the signature is only of the right length. */
export function accessTokenText(
  { app, principal, scopes }: Bearer,
  id: string,
  nowMs: number,
  expiresAtMs: number,
): string {
  const iat = seconds(nowMs);
  return jwt(
    'at+JWT',
    {
      iss: ISSUER,
      nbf: iat,
      iat,
      exp: seconds(expiresAtMs),
      aud: ENDPOINTS[app.kind].audience,
      scope: scopes,
      client_id: app.clientId,
      ...(principal.kind === 'person' ? { sub: principal.id, idp: 'Visma Connect' } : {}),
      jti: id.slice(0, 32),
    },
    id,
  );
}

export function idTokenText(app: App, person: Person, nonce: string | undefined, nowMs: number): string {
  const iat = seconds(nowMs);
  const claims = { iss: ISSUER, nbf: iat, iat, exp: iat + 300, aud: app.clientId, sub: person.id };
  return jwt('JWT', { ...claims, ...(nonce === undefined ? {} : { nonce }) }, person.id);
}

function jwt(type: string, claims: object, salt: string): string {
  const head = base64url({ alg: 'RS256', kid: 'SANDBOX', typ: type });
  const body = base64url(claims);
  const half = (part: string): Buffer => createHash('sha512').update(`${salt}.${body}.${part}`).digest();
  const signature = Buffer.concat(['a', 'b', 'c', 'd'].map(half)).toString('base64url');
  return `${head}.${body}.${signature}`;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
