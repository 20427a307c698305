import { createHash, randomBytes } from 'node:crypto';
import { type OrganisationKind, type Right, rightsOfKind, RIGHTS } from '../rights.js';

/** What a key may do: the rights of people but the one over people, so that no key makes keys or lets others in. */
export const SCOPES = RIGHTS.filter((right) => right !== 'manage-people');
export type Scope = Exclude<Right, 'manage-people'>;

const PREFIX = 'kh_';
const SECRET_BYTES = 32;
const ENDING_LENGTH = 4;

/** A new key's text. Kept by whoever asked for it alone: we keep its digest. */
export function newKeyText(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** SHA-256 is enough for 32 random bytes: there is nothing to guess that a slower one would protect. */
export function keyDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** By which people tell their keys apart. */
export function keyEnding(text: string): string {
  return text.slice(-ENDING_LENGTH);
}

/** Scopes that a key of such an organisation can have at all. */
export function scopesOf(kind: OrganisationKind): readonly Scope[] {
  const rights = rightsOfKind(kind);
  return SCOPES.filter((scope) => rights.has(scope));
}
