import { LedgerContradictionError } from '../contract/index.js';
import type { TableRead, TableRows } from './client.js';
import type { CompanyContext } from './company.js';
import { all, any, before, BY_KEY_FALLING, type Filter, oneOf } from './filters.js';
import { TOKEN_PATTERN, textOf } from './keys.js';
import { ROWS_MAX } from './limits.js';
import type { Schema } from './schema.js';
import { transactionFields } from './selections.js';
import { wireTransaction, type WireTransaction } from './wire.js';

/** Ten thousand rows of at most 200 customers; older ones than these explain no invoice that is read today. */
const REQUESTS_MAX = 20;

export type CustomerRowsRead = TableRead & { readonly filter: Filter };

export interface CustomersWanted {
  /** Whose payments and credit notes are wanted: the customers whose invoices were moved. */
  readonly moved: readonly number[];
  /** Whose rows of ours are wanted, debits too. */
  readonly all: readonly number[];
}

/**
 * Rows that may explain what moved an invoice: credits of its customer, and whatever bears our token. Newest first, since
 * what is asked about is mostly new. Undefined when nobody is asked about.
 */
export function customerRowsRead(schema: Schema, wanted: CustomersWanted): CustomerRowsRead | undefined {
  const filter = wantedRows(schema, wanted);
  return (
    filter && {
      table: 'customerTransaction',
      fields: transactionFields(schema),
      filter,
      order: BY_KEY_FALLING,
      first: ROWS_MAX,
    }
  );
}

/**
 * All of them, from the first answer on. A row that does not decode explains nothing and is passed over; as an item it
 * would be refused by itself.
 */
export async function allCustomerRows(
  { client, companyNo }: CompanyContext,
  read: CustomerRowsRead,
  first: TableRows,
  signal?: AbortSignal,
): Promise<readonly WireTransaction[]> {
  const found = new Map<string, WireTransaction>();
  let answer = first;
  for (let request = 1; ; request += 1) {
    const rows = answer.rows.flatMap((row) => readable(row) ?? []);
    for (const row of rows) {
      if (found.has(textOf(row)))
        throw new LedgerContradictionError('Visma lists a row of the customer ledger twice.');
      found.set(textOf(row), row);
    }
    const last = rows.at(-1);
    const hasMore = answer.hasNextPage ?? answer.rows.length >= ROWS_MAX;
    if (last === undefined || !hasMore || request >= REQUESTS_MAX) return [...found.values()];
    const rest = { ...read, filter: all(read.filter, before(last)) };
    answer = (await client.tables('kravhub_customer_rows', companyNo, { rest }, signal)).rest;
  }
}

/** Without a column that bears our token and can be asked for, every row of the customers must be looked at. */
function wantedRows(schema: Schema, wanted: CustomersWanted): Filter | undefined {
  if (wanted.all.length === 0) return undefined;
  const columns = ['externalReference1', 'text'].filter(
    (column) =>
      schema.has('CustomerTransaction', column) && schema.has('FilterExpression_CustomerTransaction', column),
  );
  const customers = oneOf('customerNo', wanted.all);
  if (columns.length === 0) return customers;
  const ours = all(customers, any(...columns.map((column) => ({ [column]: { _like: TOKEN_PATTERN } }))));
  if (wanted.moved.length === 0) return ours;
  return any(ours, all(oneOf('customerNo', wanted.moved), { amountDomestic: { _lt: 0 } }));
}

/** Positive rows of the customers that bear one of the numbers: what rows of ours name. */
export async function readNamedInvoices(
  { client, companyNo }: CompanyContext,
  named: readonly WireTransaction[],
  signal?: AbortSignal,
): Promise<readonly WireTransaction[]> {
  const numbers = [...new Set(named.flatMap(({ crossReference }) => crossReference ?? []))];
  const customers = [...new Set(named.flatMap(({ customerNo }) => customerNo ?? []))];
  if (numbers.length === 0) return [];
  const schema = await client.schema(signal);
  const { rows } = await client.tables(
    'kravhub_named_invoices',
    companyNo,
    {
      rows: {
        table: 'customerTransaction',
        fields: transactionFields(schema),
        filter: all(oneOf('customerNo', customers), oneOf('invoiceNo', numbers), {
          amountDomestic: { _gt: 0 },
        }),
        order: BY_KEY_FALLING,
        first: ROWS_MAX,
      },
    },
    signal,
  );
  return rows.rows.flatMap((row) => readable(row) ?? []);
}

function readable(row: unknown): WireTransaction | undefined {
  try {
    return wireTransaction(row);
  } catch {
    return undefined;
  }
}
