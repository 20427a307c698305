import type { CompanyContext } from './company.js';
import { allOf, anyOf, type Filter, LEDGER_KEY, oneOf } from './filters.js';
import { TOKEN_PATTERN } from './keys.js';
import type { Schema } from './schema.js';
import { transactionFields } from './selections.js';
import { wholeTables, type WholeRead } from './whole-tables.js';
import { wireTransaction, type WireTransaction } from './wire.js';

export interface CustomersWanted {
  /** Whose payments and credit notes are wanted: the customers whose invoices were moved. */
  readonly moved: readonly number[];
  /** Whose rows of ours are wanted, debits too. */
  readonly all: readonly number[];
}

/**
 * Rows that may explain what moved an invoice: credits of its customer, and whatever bears our token. Newest first, and
 * for very large customers not all: what is asked about is mostly new. Undefined when nobody is asked about.
 */
export function customerRowsRead(schema: Schema, wanted: CustomersWanted): WholeRead | undefined {
  const filter = wantedRows(schema, wanted);
  return (
    filter && {
      table: 'customerTransaction',
      fields: transactionFields(schema),
      filter,
      key: LEDGER_KEY,
      newestFirst: true,
    }
  );
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
  const ours = allOf(customers, anyOf(...columns.map((column) => ({ [column]: { _like: TOKEN_PATTERN } }))));
  if (wanted.moved.length === 0) return ours;
  return anyOf(ours, allOf(oneOf('customerNo', wanted.moved), { amountDomestic: { _lt: 0 } }));
}

/** Positive rows of the customers that bear one of the numbers: what rows of ours name. */
export async function readNamedInvoices(
  context: CompanyContext,
  named: readonly WireTransaction[],
  signal?: AbortSignal,
): Promise<readonly WireTransaction[]> {
  const numbers = [...new Set(named.flatMap(({ crossReference }) => crossReference ?? []))];
  const customers = [...new Set(named.flatMap(({ customerNo }) => customerNo ?? []))];
  if (numbers.length === 0) return [];
  const schema = await context.client.schema(signal);
  const { rows } = await wholeTables(
    context,
    'kravhub_named_invoices',
    {
      rows: {
        table: 'customerTransaction',
        fields: transactionFields(schema),
        filter: allOf(oneOf('customerNo', customers), oneOf('invoiceNo', numbers), {
          amountDomestic: { _gt: 0 },
        }),
        key: LEDGER_KEY,
      },
    },
    signal,
  );
  return readableRows(rows.rows);
}

/** A row that does not decode explains nothing and is passed over; as an item it is refused by itself. */
export function readableRows(rows: readonly unknown[]): readonly WireTransaction[] {
  return rows.flatMap((row) => {
    try {
      return [wireTransaction(row)];
    } catch {
      return [];
    }
  });
}
