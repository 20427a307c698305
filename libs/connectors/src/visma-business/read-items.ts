import type { LedgerItemId } from '@app/domain';
import { type ItemReadings, LedgerContradictionError } from '../contract/index.js';
import type { CompanyContext } from './company.js';
import { LEDGER_KEY, withKeys } from './filters.js';
import { describeItems, type RawRow } from './item-reader.js';
import { readKey, type RowKey, textOf } from './keys.js';
import { transactionFields } from './selections.js';
import { wholeTables } from './whole-tables.js';
import { wireKey } from './wire.js';

/** The items named, as they stand now, settled ones included. */
export async function readItems(
  context: CompanyContext,
  ids: readonly LedgerItemId[],
  signal?: AbortSignal,
): Promise<ItemReadings> {
  const keys = [...new Set(ids)].flatMap((id) => readKey(id) ?? []);
  const rows = await readTransactions(context, keys, signal);
  const { items, refused } = await describeItems(context, rows, signal);
  const known = new Set<string | undefined>([
    ...items.map(({ ledgerItemId }) => ledgerItemId),
    ...refused.map(({ ledgerItemId }) => ledgerItemId),
  ]);
  return { found: items, missing: ids.filter((id) => !known.has(id)), refused };
}

/** Rows of `customerTransaction` by their keys; those that are not there are not in the answer. */
export async function readTransactions(
  context: CompanyContext,
  keys: readonly RowKey[],
  signal?: AbortSignal,
): Promise<readonly RawRow[]> {
  if (keys.length === 0) return [];
  const schema = await context.client.schema(signal);
  const wanted = new Set(keys.map((key) => textOf(key)));
  const { rows: answer } = await wholeTables(
    context,
    'kravhub_transactions',
    {
      rows: {
        table: 'customerTransaction',
        fields: transactionFields(schema),
        filter: withKeys(keys),
        key: LEDGER_KEY,
      },
    },
    signal,
  );
  return answer.rows.map((value, index) => {
    let key: string;
    try {
      key = textOf(wireKey(value));
    } catch {
      throw new LedgerContradictionError('Visma lists a row of the customer ledger without its key.');
    }
    if (!wanted.has(key)) throw new LedgerContradictionError('Visma returned rows that were not asked for.');
    return { value, raw: () => answer.rawOf(index) };
  });
}
