import { type Clock, money, parseMoney } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import { ownRows } from './find-posting.js';
import type { VoucherParts } from './import-voucher.js';
import type { CompanyContext } from './invoice-rows.js';
import { localDateTime } from './local-time.js';
import { currencyOf } from './movements.js';
import { madeAtMs, writeBackKeyOf } from './posting-key.js';
import { type PostingGround, readGround } from './posting-ground.js';
import { minorOf, standingOfPosting } from './standing-of-posting.js';
import type { WireEntry, WireRow } from './wire.js';
import { readAccounts, readTarget } from './write-back-target.js';
import {
  alreadyReversed,
  equalPaymentExists,
  foreignCurrency,
  gone,
  lessOutstanding,
  lineAccountMissing,
  noCustomerAccount,
  nothingToReverse,
  partReversal,
  targetMissing,
  wrongCurrency,
} from './write-back-refusals.js';

/**
 * Import lines are looked for from so long before the key was made: clocks differ by minutes, and summer time shifts by an
 * hour. Every company's imports since then are read, so it is no longer than that.
 */
const BEFORE_KEY_MS = 3 * 3_600_000;

/** Checks what can be checked before a voucher is sent, and reads what it names. @throws RecordRefusedError */
export async function prepareVoucher(
  context: CompanyContext,
  instruction: WriteBackInstruction,
  clock: Clock,
  signal?: AbortSignal,
): Promise<VoucherParts> {
  const read = await readGround(context, instruction, signal);
  const { invoice } = read;
  if (!invoice) throw gone();
  assertCurrency(instruction, invoice);
  const parts = partsOf(invoice);
  const rows = await accountRows(context, parts.subledgerId, read, signal);
  if (instruction.kind === 'payment') {
    assertPayable(instruction, invoice, rows);
    assertNoStranger(instruction, rows);
  } else {
    assertReversible(instruction, invoice, rows);
  }
  const counterAccount = readTarget(instruction.target);
  const accounts = read.accounts ?? (await readAccounts(context, signal));
  if (counterAccount === undefined || !accounts.some(({ code }) => code === counterAccount))
    throw targetMissing();
  for (const { kind, account } of instruction.lines ?? []) {
    const chosen = readTarget(account);
    if (!accounts.some(({ code }) => code === chosen)) throw lineAccountMissing(kind);
  }
  const sentFromMs = madeAtMs(instruction.key) ?? clock.now().getTime();
  return {
    ...parts,
    counterAccount,
    ownerInput: read.ownerInput,
    since: localDateTime(Math.min(sentFromMs, clock.now().getTime()) - BEFORE_KEY_MS),
  };
}

/** The customer's rows: those that came with the invoice, unless it stands on another account by now or they are many. */
async function accountRows(
  context: CompanyContext,
  subledgerId: string,
  { account }: PostingGround,
  signal?: AbortSignal,
): Promise<readonly WireEntry[]> {
  if (account?.subledgerId === subledgerId) return account.rows;
  return ownRows(context, { subledgerDbId: Number(subledgerId) }, signal);
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
