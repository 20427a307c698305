import {
  type LedgerPosting,
  type LedgerVoucherId,
  localDate,
  type Money,
  money,
  negate,
  parseMoney,
} from '@app/domain';
import type { FindResult, WriteBackInstruction } from '../contract/index.js';
import type { TableRead, TableRows } from './table-read.js';
import type { CompanyContext } from './company.js';
import { readDay } from './days.js';
import { allOf, type Filter, oneOf } from './filters.js';
import { postingIdOf, textOf, tokenOf } from './keys.js';
import type { Schema } from './schema.js';
import { transactionFields } from './selections.js';
import {
  wireBatch,
  wireTransaction,
  type WireTransaction,
  wireUpdatedBatch,
  wireUpdatedVoucher,
  wireVoucher,
} from './wire.js';

/** Where a posting of ours stands; a batch moves from one table to another when it is posted. */
export interface Traces {
  /** Batches of ours that are not posted. */
  readonly waiting: readonly number[];
  /** Journals that posted one. */
  readonly journals: readonly number[];
  /** Rows of the customer ledger that came of it. */
  readonly rows: readonly WireTransaction[];
}

/** Whether anything of it is in the books: then no batch is made any more. */
export function isPosted({ rows, journals }: Traces): boolean {
  return rows.length > 0 || journals.length > 0;
}

/** More postings of one key than this are for a person in any case. */
const TRACES_MAX = 20;
const OPERATION = 'kravhub_find_posting';

/** Looks for the instruction's token in every table that may bear it. Changes nothing. */
export async function findTraces(
  context: CompanyContext,
  { key, ledgerDebtorId }: Pick<WriteBackInstruction, 'key' | 'ledgerDebtorId'>,
  signal?: AbortSignal,
): Promise<Traces> {
  const { client, companyNo } = context;
  const schema = await client.schema(signal);
  const token = tokenOf(key);
  const answer: Readonly<Record<string, TableRows>> = await client.tables<string>(
    OPERATION,
    companyNo,
    traceReads(schema, token),
    signal,
  );
  const rowsOf = <T>(name: string, decoder: (value: unknown) => T): readonly T[] =>
    client.decodeRows(OPERATION, decoder, answer[name]?.rows ?? []);
  // A database may compare without regard to case or blanks: only what is the very token is ours.
  const isExact = (text: string | undefined): boolean => text === token;
  const waiting = [
    ...rowsOf('waitingBatches', wireBatch).filter(({ description }) => isExact(description)),
    ...rowsOf('waitingLines', wireVoucher).filter(({ externalReference1 }) => isExact(externalReference1)),
  ].map(({ batchNo }) => batchNo);
  const ledger = rowsOf('ledger', wireTransaction).filter(({ externalReference1 }) =>
    isExact(externalReference1),
  );
  const journals = [
    ...rowsOf('postedBatches', wireUpdatedBatch).filter(({ description }) => isExact(description)),
    ...rowsOf('postedLines', wireUpdatedVoucher).filter(({ externalReference1 }) =>
      isExact(externalReference1),
    ),
  ].map(({ voucherJournalNo }) => voucherJournalNo);
  const posted = [...new Set([...journals, ...ledger.map(({ voucherJournalNo }) => voucherJournalNo)])];
  const untold = posted.filter(
    (journal) => !ledger.some(({ voucherJournalNo }) => voucherJournalNo === journal),
  );
  const byJournal =
    untold.length === 0 ? [] : await rowsOfJournals(context, untold, Number(ledgerDebtorId), signal);
  const rows = new Map([...ledger, ...byJournal].map((row) => [textOf(row), row]));
  return { waiting: [...new Set(waiting)].sort((a, b) => a - b), journals: posted, rows: [...rows.values()] };
}

/** By the batch's description and by the voucher's reference: which of them a company's version keeps is not certain. */
function traceReads(schema: Schema, token: string): Readonly<Record<string, TableRead>> {
  const reads: Record<string, TableRead> = {};
  const add = (name: string, table: string, fields: readonly string[], filter: Filter): void => {
    reads[name] = { table, fields, filter, first: TRACES_MAX };
  };
  const byToken = { externalReference1: { _eq: token } };
  if (schema.has('Batch', 'description'))
    add('waitingBatches', 'batch', ['batchNo', 'description'], { description: { _eq: token } });
  if (schema.has('Voucher', 'externalReference1'))
    add('waitingLines', 'voucher', ['batchNo', 'externalReference1'], byToken);
  if (schema.has('UpdatedBatch', 'description'))
    add('postedBatches', 'updatedBatch', ['voucherJournalNo', 'description'], {
      description: { _eq: token },
    });
  if (schema.has('UpdatedVoucher', 'externalReference1'))
    add('postedLines', 'updatedVoucher', ['voucherJournalNo', 'externalReference1'], byToken);
  if (schema.has('CustomerTransaction', 'externalReference1'))
    add('ledger', 'customerTransaction', transactionFields(schema), byToken);
  return reads;
}

/**
 * Whether a posting of ours could be found again, before it is posted and after, and be told from a payment that reached the
 * creditor.
 */
export function canBearToken(schema: Schema): boolean {
  const has = (...columns: readonly (readonly [type: string, column: string])[]): boolean =>
    columns.every(([type, column]) => schema.has(type, column));
  const byDescription = has(
    ['Batch_Input', 'description'],
    ['Batch', 'description'],
    ['UpdatedBatch', 'description'],
  );
  const byReference = has(
    ['Voucher_Input', 'externalReference1'],
    ['Voucher', 'externalReference1'],
    ['CustomerTransaction', 'externalReference1'],
  );
  const isSeen = has(['CustomerTransaction', 'text']) || has(['CustomerTransaction', 'externalReference1']);
  return (byDescription || byReference) && isSeen;
}

/** A batch of ours has one voucher, so the customer's row in its journal is ours. */
async function rowsOfJournals(
  { client, companyNo }: CompanyContext,
  journals: readonly number[],
  customerNo: number,
  signal?: AbortSignal,
): Promise<readonly WireTransaction[]> {
  const operation = 'kravhub_rows_of_journals';
  const { rows } = await client.tables(
    operation,
    companyNo,
    {
      rows: {
        table: 'customerTransaction',
        fields: transactionFields(await client.schema(signal)),
        filter: allOf(oneOf('voucherJournalNo', journals), oneOf('customerNo', [customerNo])),
        first: TRACES_MAX,
      },
    },
    signal,
  );
  return client.decodeRows(operation, wireTransaction, rows.rows);
}

/** What the traces say, for the instruction that they are of. */
export function judge({ rows, journals, waiting }: Traces, instruction: WriteBackInstruction): FindResult {
  const [row] = rows;
  if (rows.length > 1) return ambiguous(`${rows.length} postings bear the token of this booking.`);
  if (!row) {
    return journals.length > 0
      ? // Posted, and not shown in the customer ledger yet.
        { outcome: 'being-confirmed' }
      : // A batch that waits is no posting: the next attempt carries on from it.
        { outcome: 'absent' };
  }
  if (!isAmountOf(row, changeOf(instruction)))
    return ambiguous('A posting bears the token of this booking, with another amount.');
  if (waiting.length > 0) {
    return ambiguous(
      `Booked, and batch ${waiting.join(', ')} with the same token waits unposted: delete it in Business NXT.`,
    );
  }
  return { outcome: 'posted', posting: toPosting(row, instruction) };
}

function ambiguous(detail: string): FindResult {
  return { outcome: 'ambiguous', detail };
}

/** What the posting does to the customer's balance. */
export function changeOf({ kind, amountInBooks }: WriteBackInstruction): Money {
  return kind === 'payment' ? negate(amountInBooks) : amountInBooks;
}

export function isAmountOf({ amountDomestic }: WireTransaction, { minor, currency }: Money): boolean {
  return parseMoney(amountDomestic, currency).minor === minor;
}

function toPosting(row: WireTransaction, instruction: WriteBackInstruction): LedgerPosting {
  const { minor, currency } = changeOf(instruction);
  return {
    postingId: postingIdOf(row),
    voucherId: String(row.voucherJournalNo) as LedgerVoucherId,
    bookedOn: readDay(row.voucherDate) ?? localDate(instruction.bookOn),
    change: money(minor, currency),
  };
}
