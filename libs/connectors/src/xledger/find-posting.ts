import {
  type LedgerPosting,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  negate,
} from '@app/domain';
import type { FindResult, WriteBackInstruction } from '../contract/index.js';
import { anything, object, redact } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import { lineCount } from './import-voucher.js';
import type { CompanyContext } from './invoice-rows.js';
import { LIGHT_ROWS_MAX, ROWS_MAX } from './limits.js';
import { bearsKey, type PostingKey, postingKey } from './posting-key.js';
import { ENTRIES, IMPORT_ERRORS, IMPORT_ITEMS } from './queries.js';
import { minorOf } from './standing-of-posting.js';
import { readList } from './walk.js';
import {
  connection,
  nodesOf,
  wireEntry,
  type WireEntry,
  wireImportError,
  wireImportItem,
  type WireImportItem,
} from './wire.js';
import { halfImported, refusedByPostingJob } from './write-back-refusals.js';

export interface Lookup {
  readonly since: string;
  /** The customer's account, where the invoice's row has told it. */
  readonly subledgerId: string | undefined;
}

const ERRORS_READ = 1_000;
/** Company-wide imports of the days since a key was made. */
const IMPORT_PAGES_MAX = 100;
const WORDS_MAX = 300;

/**
 * Where our voucher is: in the customer ledger, in the import table before it, or nowhere. Most often it has been posted,
 * and one small question tells.
 * @throws RecordRefusedError the posting job has refused it, and a person must mend the cause
 */
export async function findPosting(
  context: CompanyContext,
  instruction: WriteBackInstruction,
  lookup: Lookup,
  signal?: AbortSignal,
): Promise<FindResult> {
  const posted = await postedRows(context, instruction, signal);
  return posted.length > 0 ? judged(posted, instruction) : findUnposted(context, instruction, lookup, signal);
}

/**
 * The same where it is not expected in the ledger. The table is read before the ledger: a line that leaves it while we
 * look is then found there. Complete lists only: one that cannot be read to its end proves no absence.
 * @throws RecordRefusedError as `findPosting`
 */
export async function findUnposted(
  context: CompanyContext,
  instruction: WriteBackInstruction,
  { since, subledgerId }: Lookup,
  signal?: AbortSignal,
): Promise<FindResult> {
  const key = postingKey(instruction.key);
  const staged = await stagedLines(context, key, since, signal);
  const posted = await postedRows(context, instruction, signal);
  if (posted.length > 0) return judged(posted, instruction);
  const waiting = staged.filter(({ archive }) => archive !== true);
  if (waiting.length > 0) {
    return stillStaged(
      context.client,
      { staged: staged.length, sent: lineCount(instruction) },
      waiting,
      signal,
    );
  }
  if (subledgerId !== undefined) {
    // Once more without the invoice's number, which may have been lost or changed on the way.
    const onAccount = await ownRows(context, { subledgerDbId: Number(subledgerId) }, signal);
    const found = onAccount.filter((row) => isOf(row, key));
    if (found.length > 0) return judged(found, instruction);
  }
  // The job has done with lines of ours, and their row is not shown yet.
  return { outcome: staged.length > 0 ? 'being-confirmed' : 'absent' };
}

async function postedRows(
  context: CompanyContext,
  { key, invoiceNumber }: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<readonly WireEntry[]> {
  const rows = await ownRows(context, { invoiceNumber }, signal);
  return rows.filter((row) => isOf(row, postingKey(key)));
}

/** The company's rows that the filter lets through. */
export async function ownRows(
  { client, ownerId }: CompanyContext,
  filter: { readonly [name: string]: string | number | number[] },
  signal?: AbortSignal,
): Promise<readonly WireEntry[]> {
  const question = {
    root: 'arTransactions',
    document: ENTRIES,
    first: ROWS_MAX,
    variables: { filter },
    signal,
  };
  const rows = await readList(client, question, wireEntry);
  // Invoice numbers repeat between companies.
  return rows.filter(({ ownerDbId }) => ownerDbId === ownerId);
}

/** The row's id names the posting; people know it by its voucher number. */
export function toPosting(row: WireEntry, { kind, amount }: WriteBackInstruction): LedgerPosting {
  const { transactionHeader: header } = row;
  return {
    postingId: row.dbId as LedgerPostingId,
    voucherId: (header?.transactionNumber ?? row.dbId) as LedgerVoucherId,
    bookedOn: localDate(header?.postedDate ?? ''),
    change: kind === 'payment' ? negate(amount) : amount,
  };
}

/** Signed as the customer's line of the voucher. */
export function lineMinor({ kind, amountInBooks }: WriteBackInstruction): bigint {
  return kind === 'payment' ? -amountInBooks.minor : amountInBooks.minor;
}

function judged(posted: readonly WireEntry[], instruction: WriteBackInstruction): FindResult {
  const [only] = posted;
  if (!only || posted.length > 1) {
    return {
      outcome: 'ambiguous',
      detail: `${posted.length} rows in Xledger carry the key of this booking.`,
    };
  }
  if (minorOf(only) !== lineMinor(instruction)) {
    return {
      outcome: 'ambiguous',
      detail: 'A row in Xledger carries the key of this booking, with another amount.',
    };
  }
  return { outcome: 'posted', posting: toPosting(only, instruction) };
}

async function stillStaged(
  client: XledgerClient,
  { staged, sent }: { readonly staged: number; readonly sent: number },
  waiting: readonly WireImportItem[],
  signal?: AbortSignal,
): Promise<FindResult> {
  if (staged > sent) {
    return {
      outcome: 'ambiguous',
      detail: 'Xledger’s import table holds the lines of this booking more than once.',
    };
  }
  const words = await refusalOf(client, waiting, signal);
  if (words !== undefined) throw refusedByPostingJob(redact(words).slice(0, WORDS_MAX));
  if (staged < sent) throw halfImported();
  return { outcome: 'being-confirmed' };
}

async function stagedLines(
  { client, ownerId }: CompanyContext,
  key: PostingKey,
  since: string,
  signal?: AbortSignal,
): Promise<readonly WireImportItem[]> {
  const question = {
    root: 'glImportItems',
    document: IMPORT_ITEMS,
    first: LIGHT_ROWS_MAX,
    variables: { since },
    signal,
  };
  const lines = await readList(client, question, wireImportItem, IMPORT_PAGES_MAX);
  return lines.filter((line) => (line.ownerDbId ?? ownerId) === ownerId && bearsKey(line, key));
}

/** What the posting job last said of these lines; it says so once per reason, and tries again at every run. */
async function refusalOf(
  client: XledgerClient,
  lines: readonly WireImportItem[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  const ids = new Set(lines.map(({ dbId }) => dbId));
  const { data } = await client.ask(
    {
      operation: 'glImportItemErrors',
      document: IMPORT_ERRORS,
      variables: { last: ERRORS_READ },
      signal,
    },
    (value) =>
      nodesOf(
        connection(object({ glImportItemErrors: anything })(value).glImportItemErrors),
        wireImportError,
      ),
  );
  const own = data.filter(({ transactionDbId }) => transactionDbId !== undefined && ids.has(transactionDbId));
  return own.length === 0 ? undefined : (own.at(-1)?.message ?? 'no reason was given.');
}

function isOf(row: WireEntry, key: PostingKey): boolean {
  const { extIdentifier, transactionHeader } = row;
  return bearsKey({ extIdentifier, trRegNumber: transactionHeader?.trRegNumber }, key);
}
