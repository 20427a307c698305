import type { OpenItem } from '@app/domain';
import { type WriteBackInstruction } from '../contract/index.js';
import type { VoucherParts } from './voucher-parts.js';
import type { CompanyContext } from './company.js';
import { withKeys } from './filters.js';
import { canBearToken } from './find-posting.js';
import { readKey, textOf } from './keys.js';
import { BY_REFERENCE, inForce, readMatchingMethod } from './matching-method.js';
import { readItems } from './read-items.js';
import { entryFields } from './selections.js';
import { wireEntry } from './wire.js';
import {
  credited,
  foreignCurrency,
  gone,
  lessOutstanding,
  lineAccountMissing,
  noColumn,
  noOpenEntry,
  noReference,
  seriesUsedUp,
  targetMissing,
  unreadable,
  wrongCurrency,
  wrongMatching,
} from './write-back-refusals.js';
import { knownAccounts, readAccounts, readLineAccount, readTarget, stateOf } from './write-back-target.js';

/** What the voucher will name, read now, once everything speaks for the posting. @throws RecordRefusedError */
export async function preparePayment(
  context: CompanyContext,
  instruction: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<VoucherParts> {
  const item = await readItem(context, instruction, signal);
  const { currency } = await context.books(signal);
  assertPayable(instruction, item, currency);
  const customerNo = Number(item.ledgerDebtorId);
  const method = inForce(await readMatchingMethod(context, customerNo, signal));
  if (method !== undefined && method !== BY_REFERENCE) throw wrongMatching(method);
  const reference = await readReference(context, item, signal);
  return { customerNo, reference, ...(await readGoodTarget(context, instruction, signal)) };
}

/** The same sides for taking a payment back; the method plays no part, since nothing is matched by itself. */
export async function prepareReversal(
  context: CompanyContext,
  instruction: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<VoucherParts> {
  const item = await readItem(context, instruction, signal);
  const target = await readGoodTarget(context, instruction, signal);
  return { customerNo: Number(item.ledgerDebtorId), reference: item.invoiceNumber, ...target };
}

async function readItem(
  context: CompanyContext,
  { ledgerItemId }: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<OpenItem> {
  const { found, refused } = await readItems(context, [ledgerItemId], signal);
  const [item] = found;
  if (item) return item;
  throw refused.length > 0 ? unreadable() : gone();
}

function assertPayable(
  { amount, amountInBooks }: WriteBackInstruction,
  { original, outstanding, movements }: OpenItem,
  books: string,
): void {
  if (original.currency !== amount.currency) throw wrongCurrency(amount);
  if (original.currency !== books || amountInBooks.currency !== books) throw foreignCurrency();
  if (outstanding.minor >= amountInBooks.minor) return;
  const credits = movements
    .filter(({ kind }) => kind === 'credit')
    .reduce((sum, { change }) => sum - change.minor, 0n);
  throw credits >= original.minor ? credited() : lessOutstanding(outstanding, amount);
}

/** The open entry's own reference, which payments are matched against; without the column it is the invoice's number. */
async function readReference(
  { client, companyNo }: CompanyContext,
  { ledgerItemId, invoiceNumber }: OpenItem,
  signal?: AbortSignal,
): Promise<string> {
  const operation = 'kravhub_open_entry';
  const key = readKey(ledgerItemId);
  if (!key) throw gone();
  const { entries } = await client.tables(
    operation,
    companyNo,
    {
      entries: {
        table: 'openCustomerEntry',
        fields: entryFields(await client.schema(signal)),
        filter: withKeys([key]),
        first: 2,
      },
    },
    signal,
  );
  const entry = client
    .decodeRows(operation, wireEntry, entries.rows)
    .find((row) => textOf(row) === textOf(key));
  if (!entry) throw noOpenEntry();
  const reference = entry.reference ?? invoiceNumber;
  if (reference === '') throw noReference();
  return reference;
}

async function readGoodTarget(
  context: CompanyContext,
  { target, lines = [] }: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<{ readonly accountNo: number; readonly voucherSeriesNo: number }> {
  const schema = await context.client.schema(signal);
  if (!schema.has('Voucher_Input', 'crossReference')) throw noColumn('a reference to the invoice');
  if (!canBearToken(schema)) throw noColumn('a reference of ours');
  const chosen = readTarget(target);
  const state = stateOf(chosen, await readAccounts(context, signal));
  if (state === 'used-up') throw seriesUsedUp();
  if (!chosen || state === 'missing') throw targetMissing();
  const wanted = lines.map(({ account }) => readLineAccount(account));
  const known = await knownAccounts(
    context,
    wanted.filter((number) => number !== undefined),
    signal,
  );
  const missing = lines.find((_line, place) => !known.has(wanted[place] ?? 0));
  if (missing) throw lineAccountMissing(missing.kind);
  return chosen;
}
