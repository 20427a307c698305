import { jsonLines, plainArray, textArray } from '../../database/array-parameters.js';
import { prepared } from '../../database/transaction.js';
import type { StagedBatch, StagedRow } from './staged-row.js';

/** PostgreSQL keeps no character of value nought, and a damaged line may hold one: as JSON writes it, and as it is. */
export function storable(text: string): string {
  return text.includes('\\u0000') ? text.replaceAll('\\u0000', '\\ufffd') : text;
}

function tellable(text: string | null): string | null {
  return text?.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}

/** The rows column by column, in the order of `INSERT_TRANSACTIONS`. */
export function transactionColumns(rows: readonly StagedRow[]): readonly string[] {
  return [
    plainArray(rows.map(({ id }) => id)),
    plainArray(rows.map(({ batch }) => batch)),
    plainArray(rows.map(({ line }) => line)),
    textArray(rows.map(({ account }) => tellable(account))),
    plainArray(rows.map(({ direction }) => direction)),
    plainArray(rows.map(({ reversal }) => String(reversal))),
    plainArray(rows.map(({ minor }) => minor)),
    plainArray(rows.map(({ currency }) => currency)),
    plainArray(rows.map(({ booked }) => booked)),
    textArray(rows.map(({ bank }) => tellable(bank))),
    textArray(rows.map(({ end }) => tellable(end))),
    storable(jsonLines(rows.map(({ told }) => told))),
    textArray(rows.map(({ identity }) => identity)),
    textArray(rows.map(({ reference }) => reference)),
    plainArray(rows.map(({ state }) => state)),
    textArray(rows.map(({ reason }) => reason)),
  ];
}

/**
 * Answers whether anything else bears the identity or the bank's reference of one of them: an earlier file, or what was
 * written before of this one. Looked for row by row, since each is about to stand on that page of the index anyway.
 */
export const INSERT_TRANSACTIONS = prepared(`
  with told as materialized (
    select * from unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::boolean[], $9::bigint[], $10::text[],
      $11::date[], $12::text[], $13::text[], string_to_array($14, E'\\n'), $15::text[], $16::text[], $17::text[], $18::text[])
      as x(id, batch, line, account, direction, reversal, minor, currency, booked, bank, "end", told, identity, reference, state,
        reason)
  ), written as (
    insert into bank_transaction (id, file_id, batch_id, line, account_key, direction, is_reversal, minor, currency, booked_on,
      bank_reference, end_to_end_id, told, identity, reference_key, state, reason, changed_at)
    select id, $1, batch, line, account, direction, reversal, minor, currency, booked, bank, "end", told::jsonb, identity, reference,
      state, reason, $2
    from told
  )
  select (
    select count(*) from told x cross join lateral (
      select from bank_transaction k where k.identity = x.identity limit 1) k
  ) + (
    select count(*) from told x cross join lateral (
      select from bank_transaction k where k.reference_key = x.reference limit 1) k
  ) > 0 as "hasEquals"`);

/** As `transactionColumns`, in the order of `INSERT_BATCHES`. */
export function batchColumns(rows: readonly StagedBatch[]): readonly string[] {
  return [
    plainArray(rows.map(({ id }) => id)),
    textArray(rows.map(({ account }) => tellable(account))),
    plainArray(rows.map(({ direction }) => direction)),
    plainArray(rows.map(({ reversal }) => String(reversal))),
    plainArray(rows.map(({ minor }) => minor)),
    plainArray(rows.map(({ currency }) => currency)),
    plainArray(rows.map(({ booked }) => booked)),
    textArray(rows.map(({ reference }) => tellable(reference))),
    plainArray(rows.map(({ transactions }) => transactions)),
  ];
}

export const INSERT_BATCHES = prepared(`
  insert into bank_batch (id, file_id, format, account_key, direction, is_reversal, minor, currency, booked_on, bank_reference,
    transactions)
  select id, $1, $2, account, direction, reversal, minor, currency, booked, reference, transactions
  from unnest($3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::date[], $10::text[], $11::int[])
    as x(id, account, direction, reversal, minor, currency, booked, reference, transactions)`);
