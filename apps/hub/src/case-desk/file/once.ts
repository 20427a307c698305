import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { prepared, type Transaction } from '../../database/transaction.js';

/**
 * Does the work of a request once, in the transaction of its effect: a process that dies after the commit and before the
 * answer was kept finds the first effect when the request comes again. A twin that comes meanwhile waits for the first one's
 * commit, and gets its answer.
 *
 * @param key undefined: nobody can repeat it, the work is done
 * @param work answers what survives JSON: ids, texts, booleans; no instants, no `bigint`
 */
export async function once<T>(
  tx: Transaction,
  key: RequestKey | undefined,
  at: Date,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const [first] = await tx.query(CLAIM, [tx.creditorId, key, at]);
  if (!first) {
    const [done] = await tx.query<{ answer: T }>(ANSWER, [tx.creditorId, key]);
    if (!done) throw new Error('A request of the desk is neither new nor known.');
    return done.answer;
  }
  const answer = await work();
  await tx.query(KEEP, [tx.creditorId, key, JSON.stringify(answer)]);
  return answer;
}

const CLAIM = prepared(`
  insert into desk_request (creditor_id, key, done_at) values ($1, $2, $3) on conflict do nothing returning key`);

const ANSWER = prepared('select answer from desk_request where creditor_id = $1 and key = $2');

const KEEP = prepared('update desk_request set answer = $3::jsonb where creditor_id = $1 and key = $2');
