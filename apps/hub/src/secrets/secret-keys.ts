/** A key that seals: 256 bits, with the id that every text sealed by it bears. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Names {@link SecretKeys} to whoever asks for them in a constructor. */
export const SECRET_KEYS = Symbol('SecretKeys');

/** The first seals, all open: so keys can be changed while the hub runs. */
export interface SecretKeys {
  readonly sealing: SecretKey;
  readonly byId: ReadonlyMap<string, SecretKey>;
}

/** SECRET_KEYS cannot be used. The message never holds any part of a key. */
export class MalformedSecretKeysError extends Error {
  constructor(message: string) {
    super(`${message} Expected "id:key,id2:key2", each key 32 random bytes in base64url.`);
    this.name = 'MalformedSecretKeysError';
  }
}

const ID = /^[A-Za-z0-9_-]{1,32}$/;
const KEY_BYTES = 32;

/**
 * @param text `id:base64url32bytes,id2:…`
 * @throws MalformedSecretKeysError
 */
export function parseSecretKeys(text: string): SecretKeys {
  const byId = new Map<string, SecretKey>();
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const separator = part.indexOf(':');
    const id = part.slice(0, Math.max(separator, 0));
    if (!ID.test(id)) throw new MalformedSecretKeysError(`Key number ${index + 1} has no proper id.`);
    if (byId.has(id)) throw new MalformedSecretKeysError(`The key id "${id}" stands twice.`);
    const bytes = Buffer.from(part.slice(separator + 1), 'base64url');
    if (bytes.length !== KEY_BYTES) {
      throw new MalformedSecretKeysError(`Key "${id}" has ${bytes.length} bytes instead of ${KEY_BYTES}.`);
    }
    byId.set(id, { id, bytes });
  }
  const sealing = byId.values().next().value;
  if (!sealing) throw new MalformedSecretKeysError('There is no key.');
  return { sealing, byId };
}
