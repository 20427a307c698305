import type { BankFileId } from '@app/domain';
import { prepared, type Transaction } from '../../database/transaction.js';

/** Days by which two reports of one movement may differ: notified when it came, on the statement when it was booked. */
export const DAYS_APART_MAX = 5;

/**
 * Marks what an earlier file told: the n-th of equal movements in this file is the n-th of them in that one. By all that
 * identifies it, and then by the bank's own reference, which two formats share where all else differs. Only one file is
 * read at a time, so nobody tells the same meanwhile.
 */
export async function markToldBefore(tx: Transaction, fileId: BankFileId): Promise<void> {
  await tx.query(COUNT_EQUALS, [fileId]);
  await tx.query(BY_IDENTITY, [fileId]);
  await tx.query(COUNT_EQUAL_REFERENCES, [fileId]);
  await tx.query(BY_REFERENCE, [fileId]);
}

const FRESH = `t.state in ('new', 'waiting-account', 'waiting-day', 'copy')`;
const TOLD = `k.occurrence is not null and k.file_id <> t.file_id`;

/** Those that have equals, which are few; what does not count has no occurrence, and gets none. */
const COUNT_EQUALS = prepared(`
  update bank_transaction t set occurrence = x.nth
  from (
    select id, row_number() over (partition by identity order by id)::int as nth from bank_transaction
    where file_id = $1 and identity in (
      select identity from bank_transaction where file_id = $1 group by identity having count(*) > 1)
  ) x
  where t.id = x.id and x.nth > 1 and t.occurrence is not null`);

/**
 * Nearly every movement finds none but itself: the other file is asked for before its own row is looked at again.
 * Where nothing but amount and day is told, two payments may look alike: a person can say that this is another one.
 */
const BY_IDENTITY = prepared(`
  update bank_transaction t set state = 'duplicate', same_as_id = k.id,
    reason = case when t.bank_reference is null and t.end_to_end_id is null and t.told->'references' = '[]'
      then 'looks-told-before' else 'told-before' end
  from (
    select id, identity, row_number() over (partition by identity order by id)::int as nth from bank_transaction where file_id = $1
  ) x join bank_transaction k on k.identity = x.identity and k.occurrence = x.nth and k.file_id <> $1
  where t.id = x.id and ${FRESH} and ${TOLD}`);

const COUNT_EQUAL_REFERENCES = prepared(`
  update bank_transaction t set reference_occurrence = x.nth
  from (
    select id, row_number() over (partition by reference_key order by id)::int as nth from bank_transaction
    where file_id = $1 and reference_key in (
      select reference_key from bank_transaction where file_id = $1 group by reference_key having count(*) > 1)
  ) x
  where t.id = x.id and x.nth > 1`);

const BY_REFERENCE = prepared(`
  update bank_transaction t set state = 'duplicate', reason = 'told-before', same_as_id = k.id
  from bank_transaction k
  where t.file_id = $1 and ${FRESH} and k.reference_key = t.reference_key and k.reference_occurrence = t.reference_occurrence
    and ${TOLD} and (t.booked_on is null or k.booked_on is null or abs(t.booked_on - k.booked_on) <= ${DAYS_APART_MAX})`);
