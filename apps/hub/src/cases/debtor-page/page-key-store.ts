import { type CaseId, type Clock, newId } from '@app/domain';
import { prepared, type Transaction } from '../../database/transaction.js';
import type { PageKey } from './page-key.js';

/** Days for which a letter's key opens the page: our choice, longer than any deadline in a letter. */
const KEY_DAYS = 180;
const DAY_MS = 86_400_000;

/** For `PAGE_KEY_ADD`: in the transaction of the letter that tells the key. */
export function pageKeyValues(tx: Transaction, caseId: CaseId, key: PageKey, clock: Clock): unknown[] {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + KEY_DAYS * DAY_MS);
  return [tx.creditorId, newId(clock), caseId, key.linkDigest, key.codeDigest, now, expiresAt];
}

/** Debtor and guardian get the same letter: its key is kept once. */
export const PAGE_KEY_ADD = prepared(`
  insert into debtor_page_key (creditor_id, id, case_id, link_digest, code_digest, created_at, expires_at)
  select $1, $2, $3, $4, $5, $6, $7
  where not exists (select from debtor_page_key where creditor_id = $1 and link_digest = $4)`);
