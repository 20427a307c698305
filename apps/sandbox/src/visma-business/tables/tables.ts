import { BATCH, UPDATED_BATCH, UPDATED_VOUCHER, VOUCHER } from './batch-tables.js';
import { CUSTOMER_TRANSACTION, OPEN_CUSTOMER_ENTRY } from './ledger-tables.js';
import {
  ASSOCIATE,
  COMPANY_INFORMATION,
  COUNTRY,
  CURRENCY,
  GENERAL_LEDGER_ACCOUNT,
  VOUCHER_SERIES,
} from './party-tables.js';
import type { Table } from './table.js';

/** Every table that is served, by its field in `useCompany`. */
export const TABLES: ReadonlyMap<string, Table<unknown>> = new Map(
  [
    OPEN_CUSTOMER_ENTRY,
    CUSTOMER_TRANSACTION,
    ASSOCIATE,
    COMPANY_INFORMATION,
    VOUCHER_SERIES,
    GENERAL_LEDGER_ACCOUNT,
    CURRENCY,
    COUNTRY,
    BATCH,
    VOUCHER,
    UPDATED_BATCH,
    UPDATED_VOUCHER,
  ].map((table) => [table.field, table as Table<unknown>]),
);

export function tableOf(field: string): Table<unknown> {
  const table = TABLES.get(field);
  if (!table) throw new Error(`The sandbox keeps no table ${field}.`);
  return table;
}
