import type { BankFileFormat } from '@app/bank-files';
import type { BankBatchId, BankFileId, BankTransactionId } from '@app/domain';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { DAYS_APART_MAX } from './told-before.js';
import { findTwins, type TwinFacts, type Twins } from './twins.js';

const PAGE = 500;
/** Far more bookings than a file has. */
const PAGES_MAX = 100_000;
const NIL = '00000000-0000-0000-0000-000000000000';

/**
 * Finds the bookings of a file that another format has told already, so that a day's lump on the statement and its single
 * payments count once. The one that tells the parts wins; a lump that came first hands its money over to them.
 */
export async function markTwins(tx: Transaction, fileId: BankFileId, format: BankFileFormat): Promise<void> {
  const [other] = await tx.query(OTHER_FORMAT, [fileId, format]);
  if (!other) return;
  let after = NIL;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const mine = await tx.query<TwinFacts>(MINE, [fileId, after, PAGE]);
    const last = mine.at(-1);
    if (!last) return;
    const theirs = await tx.query<TwinFacts>(THEIRS, [fileId, format, idArray(mine.map(({ id }) => id))]);
    for (const twins of findTwins(mine, theirs)) await settle(tx, twins);
    after = last.id;
  }
}

async function settle(tx: Transaction, { mine, theirs }: Twins<TwinFacts>): Promise<void> {
  await tx.query('update bank_batch set twin_id = case id when $1 then $2 else $1 end where id in ($1, $2)', [
    mine.id,
    theirs.id,
  ]);
  const partsAreMine = mine.transactions > theirs.transactions;
  if (partsAreMine && theirs.transactions === 1) {
    if ((await tx.query(LUMP_UNCOUNTED, [theirs.id])).length > 0) return;
    const [lump] = await tx.query<{ id: BankTransactionId }>(LUMP_PARTED, [theirs.id]);
    if (lump) {
      await tx.query('update bank_transaction set inside_id = $2 where batch_id = $1', [mine.id, lump.id]);
      return;
    }
  }
  // A person has done something with the lump's money: its parts are kept, and count nothing.
  await tx.query(DUPLICATES, [mine.id, theirs.id satisfies BankBatchId]);
}

const FACTS = `b.id, b.account_key as "accountKey", b.direction, b.is_reversal as "isReversal", b.minor, b.currency,
  b.booked_on as "bookedOn", b.bank_reference as "bankReference", b.transactions,
  case when b.transactions = 1 then (
    select coalesce(jsonb_agg(r->>'text'), '[]') from bank_transaction t, jsonb_array_elements(t.told->'references') r
    where t.batch_id = b.id
  ) else '[]' end as references`;

const OTHER_FORMAT = prepared(`
  select 1 from (select distinct account_key from bank_batch where file_id = $1) m
  where exists (select from bank_batch b where b.account_key = m.account_key and b.format <> $2) limit 1`);

/** Those of which nothing was told before: where some was, its single transactions have told which. */
const MINE = prepared(`
  select ${FACTS} from bank_batch b
  where b.file_id = $1 and b.id > $2 and b.twin_id is null and not exists (
    select from bank_transaction t where t.batch_id = b.id and t.state in ('duplicate', 'unsound', 'test', 'copy'))
  order by b.id limit $3`);

const THEIRS = prepared(`
  select ${FACTS} from bank_batch b
  where b.twin_id is null and b.file_id <> $1 and b.format <> $2 and exists (
    select from bank_batch m where m.id = any($3::uuid[]) and m.account_key = b.account_key and m.minor = b.minor
      and (m.booked_on is null or b.booked_on is null or abs(m.booked_on - b.booked_on) <= ${DAYS_APART_MAX}))
    and not exists (select from bank_transaction t where t.batch_id = b.id
      and t.state in ('duplicate', 'unsound', 'test', 'copy', 'dismissed'))
  order by b.id`);

const LUMP_UNCOUNTED = prepared(`
  update bank_transaction set state = 'duplicate', reason = 'told-in-parts'
  where batch_id = $1 and state in ('new', 'waiting-account', 'waiting-day') returning id`);

const LUMP_PARTED = prepared(`
  update bank_transaction set state = 'parted', reason = 'told-in-parts'
  where batch_id = $1 and state in ('open', 'set-aside') and allocated_minor = 0 and gone_minor = 0 returning id`);

const DUPLICATES = prepared(`
  update bank_transaction set state = 'duplicate', reason = 'told-in-batch',
    same_as_id = (select k.id from bank_transaction k where k.batch_id = $2 order by k.id limit 1)
  where batch_id = $1 and state in ('new', 'waiting-account', 'waiting-day')`);
