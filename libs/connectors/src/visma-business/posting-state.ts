import { formatDecimal, type LedgerPosting } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import type { CompanyContext, CompanyProfile } from './company.js';
import { customerRowsRead, readableRows } from './customer-rows.js';
import { allOf, LEDGER_KEY, oneOf, withKeys } from './filters.js';
import { ExactNumber } from './graphql.js';
import { compareKeys, postingIdOf, readKey, type RowKey, textOf } from './keys.js';
import { type LedgerRow, pointsAt } from './ledger-row.js';
import { toRows } from './item-reader.js';
import { pairOff } from './reversal-pairs.js';
import { transactionFields } from './selections.js';
import { standingOf } from './standing.js';
import { wholeTables } from './whole-tables.js';
import { wireTransaction } from './wire.js';

/**
 * - `unseen`: not in the customer ledger (yet)
 * - `other-amount`: there, and not what was booked
 * - `taken-back`: a debit of the same amount on the same invoice stands against it
 * - `open`: on the customer's account, matched with nothing
 * - `elsewhere`: used up, and not by the invoice that it names
 * - `on-invoice`: reduces the invoice
 */
export type PostingState = 'unseen' | 'other-amount' | 'taken-back' | 'open' | 'elsewhere' | 'on-invoice';

/** How a payment of ours stands in the ledger now. */
export async function readPostingState(
  context: CompanyContext,
  { ledgerItemId }: WriteBackInstruction,
  { postingId, change }: LedgerPosting,
  signal?: AbortSignal,
): Promise<PostingState> {
  const [paymentKey, invoiceKey] = [readKey(postingId), readKey(ledgerItemId)];
  if (!paymentKey || !invoiceKey) return 'unseen';
  const books = await context.books(signal);
  const rows = await readRows(context, [paymentKey, invoiceKey], books, signal);
  const payment = rows.find(({ wire }) => postingIdOf(wire) === postingId);
  const invoice = rows.find(({ wire }) => textOf(wire) === textOf(invoiceKey));
  if (!payment) return 'unseen';
  if (payment.minor !== change.minor) return 'other-amount';
  const around = await readAround(context, payment, books, signal);
  const named = around.filter((row) => invoice !== undefined && pointsAt(row.wire, invoice.wire));
  if (isPaired(payment, named) || named.some((row) => standsAgainst(row, payment))) return 'taken-back';
  if (payment.openMinor !== 0n) return 'open';
  if (!invoice) return 'elsewhere';
  return standingOf(invoice, around, [], books.currency).ours.has(postingIdOf(payment.wire))
    ? 'on-invoice'
    : 'elsewhere';
}

function isPaired(payment: LedgerRow, named: readonly LedgerRow[]): boolean {
  const pairs = pairOff(named.filter(({ token }) => token !== undefined));
  return pairs.some((pair) => textOf(pair.payment.wire) === textOf(payment.wire));
}

/** A debit of somebody else's that undoes it: later, of the same amount, naming the same invoice. */
function standsAgainst({ token, minor, wire }: LedgerRow, payment: LedgerRow): boolean {
  return token === undefined && minor === -payment.minor && compareKeys(wire, payment.wire) > 0;
}

/** Rows of ours as they stand now. */
export async function readRows(
  { client, companyNo }: CompanyContext,
  keys: readonly RowKey[],
  profile: CompanyProfile,
  signal?: AbortSignal,
): Promise<readonly LedgerRow[]> {
  const operation = 'kravhub_rows';
  const { rows } = await client.tables(
    operation,
    companyNo,
    {
      rows: {
        table: 'customerTransaction',
        fields: transactionFields(await client.schema(signal)),
        filter: withKeys(keys),
        first: keys.length + 1,
      },
    },
    signal,
  );
  return toRows(client.decodeRows(operation, wireTransaction, rows.rows), profile);
}

/** The customer's credits, rows of ours, and later debits of the payment's amount. */
async function readAround(
  context: CompanyContext,
  { wire, minor }: LedgerRow,
  profile: CompanyProfile,
  signal?: AbortSignal,
): Promise<readonly LedgerRow[]> {
  const { client } = context;
  const operation = 'kravhub_around_posting';
  const schema = await client.schema(signal);
  const customers = [wire.customerNo ?? 0];
  const read = customerRowsRead(schema, { moved: customers, all: customers });
  if (!read) return [];
  const amount = new ExactNumber(formatDecimal({ minor: -minor, currency: profile.currency }));
  const { rows, debits } = await wholeTables(
    context,
    operation,
    {
      rows: read,
      debits: {
        table: 'customerTransaction',
        fields: transactionFields(schema),
        filter: allOf(oneOf('customerNo', customers), { amountDomestic: { _eq: amount } }),
        key: LEDGER_KEY,
      },
    },
    signal,
  );
  const found = new Map(
    [...readableRows(rows.rows), ...client.decodeRows(operation, wireTransaction, debits.rows)].map((row) => [
      textOf(row),
      row,
    ]),
  );
  return toRows([...found.values()], profile);
}
