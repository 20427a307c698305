import { v7 } from 'uuid';
import type { Clock } from './clock.js';

/** Ids carry a brand, so that a creditor's is never taken for a debtor's. All are UUIDs of the hub's own making. */
type Id<Name extends string> = string & { readonly __brand: Name };

export type CreditorId = Id<'CreditorId'>;
export type GrantId = Id<'GrantId'>;
export type ConnectionId = Id<'ConnectionId'>;
export type DebtorId = Id<'DebtorId'>;
export type OpenItemId = Id<'OpenItemId'>;
export type ClaimId = Id<'ClaimId'>;
export type SettlementId = Id<'SettlementId'>;
export type WriteBackId = Id<'WriteBackId'>;
export type AgencyId = Id<'AgencyId'>;
export type CaseId = Id<'CaseId'>;
export type CaseDebtorId = Id<'CaseDebtorId'>;
export type CaseStepId = Id<'CaseStepId'>;
export type CaseLetterId = Id<'CaseLetterId'>;
export type CasePlanId = Id<'CasePlanId'>;
export type CollectorAccountId = Id<'CollectorAccountId'>;
export type BankFileId = Id<'BankFileId'>;
export type BankBatchId = Id<'BankBatchId'>;
export type BankTransactionId = Id<'BankTransactionId'>;

/** The ledger's own ids, kept as text: long numbers and UUIDs alike. */
export type LedgerItemId = Id<'LedgerItemId'>;
export type LedgerDebtorId = Id<'LedgerDebtorId'>;
export type LedgerPostingId = Id<'LedgerPostingId'>;
export type LedgerVoucherId = Id<'LedgerVoucherId'>;
export type LedgerCompanyKey = Id<'LedgerCompanyKey'>;

/** The moment of the newest id, and its place among those of that moment. */
const newest = { msecs: Number.NaN, seq: 0 };

/**
 * A new id that sorts by the time it was made (UUID version 7, RFC 9562), and within a moment after those that this process
 * made before: rows that are written together then stand together in an index.
 */
export function newId<T extends string>(clock: Clock): Id<T> {
  const msecs = clock.now().getTime();
  const random = randomBytes();
  newest.seq = newest.msecs === msecs ? (newest.seq + 1) >>> 0 : firstSeq(random);
  newest.msecs = msecs;
  return v7({ msecs, seq: newest.seq, random }) as Id<T>;
}

/** By chance, since other processes make ids in the same moment; in the lower half, so that 2 147 483 648 can follow. */
function firstSeq(random: Uint8Array): number {
  return new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
}

/** Makes ids that sort in the order in which they were made, also within one moment; at most 4 294 967 295 of them. */
export function idSequence<T extends string>(clock: Clock): () => Id<T> {
  const msecs = clock.now().getTime();
  let seq = 0;
  return () => v7({ msecs, seq: (seq += 1), random: randomBytes() }) as Id<T>;
}

const RANDOM_LENGTH = 16;
const pool = new Uint8Array(RANDOM_LENGTH * 256);
let poolUsed = pool.length;

/** Fetched from the system for many ids at once: a page makes hundreds. */
function randomBytes(): Uint8Array {
  if (poolUsed === pool.length) {
    crypto.getRandomValues(pool);
    poolUsed = 0;
  }
  poolUsed += RANDOM_LENGTH;
  return pool.subarray(poolUsed - RANDOM_LENGTH, poolUsed);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
