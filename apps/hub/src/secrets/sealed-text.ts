import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { SecretKeys } from './secret-keys.js';

/** Where a secret lies. Sealed into the text, so that a text moved to another row does not open there. */
export interface SecretPlace {
  /** Example: `connection`. */
  readonly ownerKind: string;
  readonly ownerId: string;
  /** Example: `session-token`. */
  readonly name: string;
}

export type UnreadableReason = 'corrupted' | 'unknown-key' | 'foreign';

const REMEDY: Readonly<Record<UnreadableReason, string>> = {
  corrupted: 'Connect again, or restore the row from a backup.',
  'unknown-key': 'Put the key with this id back into SECRET_KEYS, behind the first, or connect again.',
  foreign: 'The text was sealed for another row. Look for who moved it, then connect again.',
};

/** A sealed secret cannot be opened. Names the place and the reason, never the text. Trying again does not help. */
export class SealedSecretUnreadableError extends Error {
  readonly remedy: string;

  constructor(
    readonly place: SecretPlace,
    readonly reason: UnreadableReason,
    readonly keyId: string | undefined,
  ) {
    super(
      `The secret "${place.name}" of ${place.ownerKind} ${place.ownerId} cannot be opened: ${reason}` +
        `${keyId === undefined ? '' : ` (key id ${keyId})`}. ${REMEDY[reason]}`,
    );
    this.name = 'SealedSecretUnreadableError';
    this.remedy = REMEDY[reason];
  }
}

const KEY_ID_SHOWN = /^[A-Za-z0-9_-]{1,32}$/;

/** JWE (RFC 7516), direct encryption with A256GCM. Key id and place stand in its protected header: readable, not changeable. */
export async function seal(keys: SecretKeys, place: SecretPlace, value: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(value))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keys.sealing.id, place: placeText(place) })
    .encrypt(keys.sealing.bytes);
}

/** @throws SealedSecretUnreadableError */
export async function unseal(keys: SecretKeys, place: SecretPlace, sealed: string): Promise<string> {
  const kid = sealedWith(sealed);
  if (kid === undefined) throw new SealedSecretUnreadableError(place, 'corrupted', undefined);
  const key = keys.byId.get(kid);
  if (!key) throw new SealedSecretUnreadableError(place, 'unknown-key', kid);
  const opened = await compactDecrypt(sealed, key.bytes, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(() => {
    throw new SealedSecretUnreadableError(place, 'corrupted', kid);
  });
  // The header has been proven by the decryption: from here on it can be believed.
  if (opened.protectedHeader['place'] !== placeText(place))
    throw new SealedSecretUnreadableError(place, 'foreign', kid);
  return new TextDecoder().decode(opened.plaintext);
}

/** The key id that a sealed text names, unproven; undefined when it is no JWE of ours. */
export function sealedWith(sealed: string): string | undefined {
  try {
    const { kid } = decodeProtectedHeader(sealed);
    return typeof kid === 'string' && KEY_ID_SHOWN.test(kid) ? kid : undefined;
  } catch {
    return undefined;
  }
}

function placeText(place: SecretPlace): string {
  return JSON.stringify([place.ownerKind, place.ownerId, place.name]);
}
