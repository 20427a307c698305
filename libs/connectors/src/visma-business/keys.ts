import { createHash } from 'node:crypto';
import type { LedgerItemId, LedgerPostingId } from '@app/domain';

/**
 * A row of the customer ledger: the journal number of the update that made it, and its running number there. Both tables
 * use it, invoice numbers are not unique, and nothing else names a row.
 */
export interface RowKey {
  readonly voucherJournalNo: number;
  readonly auditNo: number;
}

const ID = /^(\d{1,10})-(\d{1,10})$/;

export function itemIdOf(key: RowKey): LedgerItemId {
  return textOf(key) as LedgerItemId;
}

export function postingIdOf(key: RowKey): LedgerPostingId {
  return textOf(key) as LedgerPostingId;
}

export function textOf({ voucherJournalNo, auditNo }: RowKey): string {
  return `${voucherJournalNo}-${auditNo}`;
}

/** Undefined when the text is no id of ours. */
export function readKey(id: string): RowKey | undefined {
  const match = ID.exec(id);
  return match ? { voucherJournalNo: Number(match[1]), auditNo: Number(match[2]) } : undefined;
}

export function compareKeys(a: RowKey, b: RowKey): number {
  return a.voucherJournalNo - b.voucherJournalNo || a.auditNo - b.auditNo;
}

const MARK = 'KH';
const TOKEN = /^KH[0-9A-HJKMNP-TV-Z]{18}$/;
/** Crockford's alphabet: no letter is taken for a digit, and capitals survive a column that knows no case. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What stands in the ledger for a write-back's key: the shortest reference column holds 20 characters, a key is longer. Ninety
 * bits of its SHA-256, always the same for the same key.
 */
export function tokenOf(writeBackKey: string): string {
  const bytes = createHash('sha256').update(writeBackKey).digest();
  let bits = BigInt(`0x${bytes.subarray(0, 12).toString('hex')}`) >> 6n;
  let token = '';
  for (let at = 0; at < 18; at += 1) {
    token = `${ALPHABET[Number(bits % 32n)]}${token}`;
    bits /= 32n;
  }
  return `${MARK}${token}`;
}

/** All tokens begin so; a pattern for `_like`. */
export const TOKEN_PATTERN = `${MARK}%`;

/** Our token among a row's texts: alone in a reference, or as the first word of a text. */
export function tokenIn(...texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const [first = ''] = text?.trim().split(/\s+/) ?? [];
    if (TOKEN.test(first.toUpperCase())) return first.toUpperCase();
  }
  return undefined;
}
