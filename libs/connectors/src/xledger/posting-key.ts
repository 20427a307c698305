import { createHash } from 'node:crypto';
import type { WriteBackKey } from '../contract/index.js';
import type { WireEntry } from './wire.js';

/** How Xledger carries one key of ours: both fields come back on the posted row. */
export interface PostingKey {
  /** 20 characters of A–Z and 0–9: how long the field may be is not public. */
  readonly extIdentifier: string;
  /** Groups the lines of one voucher; eight digits, because files are imported with as many. */
  readonly trRegNumber: number;
}

/** A range of our own: others number their vouchers from 1, or by dates such as 20260217. */
const NUMBER_FIRST = 70_000_000n;
const NUMBERS = 30_000_000n;
const EXTERNAL_LENGTH = 20;
const EXTERNAL = /^[0-9A-Z]{20}$/;
/** A cut-off identifier is still ours from here: beyond the part that keys made in the same hour share. */
const RECOGNISED_LENGTH_MIN = 12;

/**
 * A key is 128 bits. The number takes the remainder by 30 million, the identifier the rest in base 36: together they are
 * the key again (36^20 × 30 000 000 is more than 2^128), and each alone tells vouchers apart.
 */
export function postingKey(key: WriteBackKey): PostingKey {
  const bits = bitsOf(key);
  return {
    extIdentifier: (bits / NUMBERS).toString(36).toUpperCase().padStart(EXTERNAL_LENGTH, '0'),
    trRegNumber: Number(NUMBER_FIRST + (bits % NUMBERS)),
  };
}

/** Our key out of a posted row; undefined when the row is not of our making. */
export function writeBackKeyOf({ extIdentifier, transactionHeader }: WireEntry): string | undefined {
  const number = transactionHeader?.trRegNumber;
  if (extIdentifier === undefined || !EXTERNAL.test(extIdentifier)) return undefined;
  if (number === undefined || !isOurNumber(number)) return undefined;
  const digits = [...extIdentifier].reduce((sum, digit) => sum * 36n + BigInt(parseInt(digit, 36)), 0n);
  const hex = (digits * NUMBERS + BigInt(number) - NUMBER_FIRST).toString(16).padStart(32, '0');
  if (hex.length > 32) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Whether a line bears the key: by the identifier, or by the number where the identifier was left out or cut off on its
 * way.
 */
export function bearsKey(
  line: { readonly extIdentifier: string | undefined; readonly trRegNumber: number | undefined },
  key: PostingKey,
): boolean {
  const { extIdentifier = '', trRegNumber } = line;
  if (extIdentifier.toUpperCase() === key.extIdentifier) return true;
  const isCut =
    extIdentifier.length >= RECOGNISED_LENGTH_MIN &&
    key.extIdentifier.startsWith(extIdentifier.toUpperCase());
  return trRegNumber === key.trRegNumber && (extIdentifier === '' || isCut);
}

/** When the key was made (UUID version 7), in ms since 1970: nothing was sent with it before. */
export function madeAtMs(key: WriteBackKey): number | undefined {
  const hex = hexOf(key);
  return hex?.[12] === '7' ? Number.parseInt(hex.slice(0, 12), 16) : undefined;
}

function isOurNumber(number: number): boolean {
  return number >= Number(NUMBER_FIRST) && number < Number(NUMBER_FIRST + NUMBERS);
}

/** The hub's keys are UUIDs; any other text stands for itself by its digest. */
function bitsOf(key: WriteBackKey): bigint {
  return BigInt(`0x${hexOf(key) ?? createHash('sha256').update(key).digest('hex').slice(0, 32)}`);
}

function hexOf(key: string): string | undefined {
  const hex = key.replaceAll('-', '');
  return /^[0-9a-f]{32}$/i.test(hex) ? hex.toLowerCase() : undefined;
}
