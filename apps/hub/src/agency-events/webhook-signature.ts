import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Standard Webhooks (standardwebhooks.com): older than this, or as far in the future, is not taken. */
export const TOLERANCE_SECONDS = 5 * 60;
/** A sender that changes its secret signs with two; more than a few are no sender but somebody who tries. */
const SIGNATURES_MAX = 8;
const ID = /^[\x21-\x7e]{1,200}$/;
const TIMESTAMP = /^\d{1,12}$/;

export interface SignedDelivery {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The body exactly as it came, before anything was read of it. */
  readonly body: Buffer;
}

/**
 * Whether one of the secrets has signed this body at about this time. Says nothing of why not: whoever forges learns
 * nothing. The package computes the signature; the time is compared with our clock, which it cannot be given.
 */
export function isSigned(delivery: SignedDelivery, secrets: readonly string[], now: Date): boolean {
  const { id = '', timestamp = '', signature = '', body } = delivery;
  if (!ID.test(id) || !TIMESTAMP.test(timestamp)) return false;
  const signedAtMs = Number(timestamp) * 1000;
  if (Math.abs(now.getTime() - signedAtMs) > TOLERANCE_SECONDS * 1000) return false;
  // The package signs text: bytes that are none would be signed as something that was not sent.
  if (!isUtf8(body)) return false;
  const given = signature.split(' ').filter((one) => one.startsWith('v1,'));
  if (given.length > SIGNATURES_MAX) return false;
  const expected = secrets.map((secret) => new Webhook(secret).sign(id, new Date(signedAtMs), body));
  let matches = false;
  for (const one of given) for (const other of expected) if (sameText(one, other)) matches = true;
  return matches;
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}
