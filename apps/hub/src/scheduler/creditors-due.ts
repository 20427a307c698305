import type { CreditorId } from '@app/domain';
import type { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { assertFencing, type HeldLease } from './lease-keeper.js';

/** More creditors than one installation has; those left over are found by the next tick. */
const CREDITORS_MAX = 100_000;

/**
 * Orders work for every creditor that the question answers (a column `creditorId`), in one transaction under the lease: a
 * process that has lost it orders nothing.
 */
export async function orderForCreditors(
  database: Database,
  lease: HeldLease,
  question: { readonly sql: string; readonly parameters?: readonly unknown[] },
  order: (tx: Transaction, creditorId: CreditorId) => Promise<unknown>,
): Promise<void> {
  await database.asOperator(async (tx) => {
    await assertFencing(tx, lease);
    const creditors = await tx.query<{ creditorId: CreditorId }>(
      `select * from (${question.sql}) creditors order by 1 limit ${CREDITORS_MAX}`,
      question.parameters,
    );
    for (const { creditorId } of creditors) await order(tx, creditorId);
  });
}
