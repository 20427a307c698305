import type { BankFileId } from '@app/domain';
import { prepared, type Transaction } from '../../database/transaction.js';

const PREFIX = 'kravhub reads ';
const TOLD = /^kravhub reads ([0-9a-f-]{36}) (\d{1,3})$/;

/**
 * Tells others how far the reading of a file is, in whole percent. A file is read in one transaction, of whose rows nobody sees
 * anything before its end; the name that a connection gives itself is seen at once, and with the transaction it is gone.
 */
export async function tellReading(tx: Transaction, fileId: BankFileId, percent: number): Promise<void> {
  await tx.query(TELL, [`${PREFIX}${fileId} ${percent}`]);
}

/** Files that are being read now, each with its percent. */
export async function filesBeingRead(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ name: string }>(LOOK, [`${PREFIX}%`]);
  return new Map(
    rows.flatMap(({ name }): [string, number][] => {
      const [, fileId, percent] = TOLD.exec(name) ?? [];
      return fileId === undefined ? [] : [[fileId, Number(percent)]];
    }),
  );
}

const TELL = prepared(`select set_config('application_name', $1, true)`);

const LOOK = prepared(`
  select application_name as name from pg_stat_activity
  where datname = current_database() and application_name like $1`);
