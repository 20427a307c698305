import { type Clock, money, parseMoney } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import { anything, DecodeError, object, unusableAnswer } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import { ownRows } from './find-posting.js';
import type { VoucherParts } from './import-voucher.js';
import { type CompanyContext, isOwnedBy } from './invoice-rows.js';
import { localDateTime } from './local-time.js';
import { currencyOf } from './movements.js';
import { madeAtMs, writeBackKeyOf } from './posting-key.js';
import { IMPORT_INPUT } from './queries.js';
import { isRowId, readRows } from './read-items.js';
import { minorOf, standingOfPosting } from './standing-of-posting.js';
import { type WireEntry, wireInputFields, wireRow, type WireRow } from './wire.js';
import { readAccounts, readTarget } from './write-back-target.js';
import {
  alreadyReversed,
  equalPaymentExists,
  foreignCurrency,
  gone,
  lessOutstanding,
  noCustomerAccount,
  nothingToReverse,
  partReversal,
  targetMissing,
  wrongCurrency,
} from './write-back-refusals.js';

/** Import lines are looked for from a day before the key was made: clocks differ, and summer time shifts. */
const BEFORE_KEY_MS = 86_400_000;

/** Checks what can be checked before a voucher is sent, and reads what it names. @throws RecordRefusedError */
export async function prepareVoucher(
  context: CompanyContext,
  instruction: WriteBackInstruction,
  clock: Clock,
  signal?: AbortSignal,
): Promise<VoucherParts> {
  const invoice = await readInvoice(context, instruction.ledgerItemId, signal);
  if (!invoice) throw gone();
  assertCurrency(instruction, invoice);
  const parts = partsOf(invoice);
  const rows = await ownRows(context, { subledgerDbId: Number(parts.subledgerId) }, signal);
  if (instruction.kind === 'payment') {
    assertPayable(instruction, invoice, rows);
    assertNoStranger(instruction, rows);
  } else {
    assertReversible(instruction, invoice, rows);
  }
  const counterAccount = readTarget(instruction.target);
  const accounts = await readAccounts(context, signal);
  if (counterAccount === undefined || !accounts.some(({ code }) => code === counterAccount))
    throw targetMissing();
  const sentFromMs = madeAtMs(instruction.key) ?? clock.now().getTime();
  return {
    ...parts,
    counterAccount,
    ownerInput: await readOwnerInput(context.client, signal),
    since: localDateTime(Math.min(sentFromMs, clock.now().getTime()) - BEFORE_KEY_MS),
  };
}

/** One invoice as it stands now; undefined when Xledger does not show it in this company. */
export async function readInvoice(
  context: CompanyContext,
  id: string,
  signal?: AbortSignal,
): Promise<WireRow | undefined> {
  if (!isRowId(id)) return undefined;
  const { edges } = await readRows(context, [id], signal);
  const node = edges.find((edge) => isOwnedBy(edge.node, context.ownerId))?.node;
  try {
    return node === undefined ? undefined : wireRow(node);
  } catch (error) {
    if (error instanceof DecodeError)
      throw unusableAnswer('Xledger', { operation: 'query arTransactions', repeatable: true }, error.message);
    throw error;
  }
}

function partsOf({
  account,
  subledger,
  paymentReference,
}: WireRow): Pick<VoucherParts, 'account' | 'subledger' | 'subledgerId' | 'paymentReference'> {
  if (account?.code === undefined || subledger?.code === undefined) throw noCustomerAccount();
  return {
    account: account.code,
    subledger: subledger.code,
    subledgerId: subledger.dbId,
    ...(paymentReference === undefined ? {} : { paymentReference }),
  };
}

function assertCurrency({ amount, amountInBooks }: WriteBackInstruction, invoice: WireRow): void {
  const invoiced = currencyOf(invoice);
  if (invoiced !== amount.currency) throw wrongCurrency(amount);
  const isAbroad = minorOf(invoice) !== parseMoney(invoice.amount, invoiced).minor;
  if (isAbroad || amountInBooks.currency !== amount.currency) throw foreignCurrency();
}

/** What names the invoice and is not matched yet is spoken for: our own earlier settlements among it. */
function assertPayable({ amount }: WriteBackInstruction, invoice: WireRow, rows: readonly WireEntry[]): void {
  const { currency } = amount;
  const pending = rows
    .filter(
      (row) =>
        row.dbId !== invoice.dbId &&
        row.matchId === undefined &&
        row.slTransactionType?.name !== 'REMINDER' &&
        row.invoiceNumber !== undefined &&
        row.invoiceNumber === invoice.invoiceNumber,
    )
    .reduce((sum, row) => sum + parseMoney(row.invoiceRemaining, currency).minor, 0n);
  const remaining = parseMoney(invoice.invoiceRemaining, currency).minor;
  const free = money(remaining + (pending < 0n ? pending : 0n), currency);
  if (free.minor < amount.minor) throw lessOutstanding(free, amount);
}

/** Somebody else's unmatched payment of the same amount since that day is more likely the same money than a second sum. */
function assertNoStranger({ amount, bookOn }: WriteBackInstruction, rows: readonly WireEntry[]): void {
  const isAlike = (row: WireEntry): boolean =>
    row.matchId === undefined &&
    row.slTransactionType?.name !== 'CREDIT_MEMO' &&
    writeBackKeyOf(row) === undefined &&
    minorOf(row) === -amount.minor &&
    (row.transactionHeader?.postedDate ?? '') >= bookOn;
  if (rows.some(isAlike)) throw equalPaymentExists();
}

function assertReversible(
  { amount, reverses }: WriteBackInstruction,
  invoice: WireRow,
  rows: readonly WireEntry[],
): void {
  if (!reverses) throw nothingToReverse();
  const own = rows.find(({ dbId }) => dbId === reverses.postingId);
  if (!own || standingOfPosting(own, invoice, rows) === 'taken-back') throw alreadyReversed();
  if (reverses.change.minor !== -amount.minor || minorOf(own) !== -amount.minor) throw partReversal();
}

/** Newer schemas call the company of a line `entity`, older ones `owner`. */
async function readOwnerInput(client: XledgerClient, signal?: AbortSignal): Promise<'entity' | 'owner'> {
  const { data } = await client.ask({ operation: '__type', document: IMPORT_INPUT, signal }, (value) =>
    wireInputFields(object({ __type: anything })(value).__type),
  );
  return data.has('entity') ? 'entity' : 'owner';
}
