import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** No letter or digit that paper makes look like another one. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LINK_SIGNS = 12;
const CODE_SIGNS = 8;
const GROUP = 4;

/** What opens the page: the link (60 bits) tells which case, the code (40 bits) proves who has the letter. */
export interface PageKey {
  /** As a letter prints it; kept nowhere else. */
  readonly shown: { readonly address: string; readonly code: string };
  readonly linkDigest: string;
  readonly codeDigest: string;
}

/** @param publicUrl address under which browsers reach the hub */
export function newPageKey(publicUrl: string): PageKey {
  const [link, code] = [signs(LINK_SIGNS), signs(CODE_SIGNS)];
  const address = `${publicUrl.replace(/\/$/, '')}/d/${grouped(link).toLowerCase()}`;
  return {
    shown: { address, code: grouped(code) },
    linkDigest: linkDigest(link),
    codeDigest: codeDigest(link, code),
  };
}

/** However somebody typed it: small letters, with or without dashes. */
export function linkDigest(link: string): string {
  return digest(`link ${plain(link)}`);
}

/** With the link in it: equal codes of two letters have different digests. */
export function codeDigest(link: string, code: string): string {
  return digest(`code ${plain(link)} ${plain(code)}`);
}

export function sameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

function signs(count: number): string {
  return Array.from({ length: count }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

function grouped(text: string): string {
  return (text.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}
