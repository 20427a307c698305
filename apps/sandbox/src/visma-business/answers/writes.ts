import { type GraphQLResolveInfo, valueFromASTUntyped } from 'graphql';
import { insertBatch, insertLine, type Insert, type SentRow } from '../batch-insert.js';
import type { Company } from '../company.js';
import { type ErrorEntry, VismaError, writeRefused } from '../errors.js';
import type { Batch, VoucherLine } from '../rows.js';
import { RowView } from '../tables/table.js';
import { tableOf } from '../tables/tables.js';
import { BatchRefused, updateBatch } from '../update-batch.js';
import type { World } from '../world.js';
import type { VismaContext } from './context.js';
import { type Filter, tester } from './filter.js';

interface CreateArgs {
  readonly values: readonly unknown[];
  readonly suggest?: Readonly<Record<string, unknown>> | null;
  readonly onError?: string | null;
}
interface FilterArgs {
  readonly filter?: Filter | null;
}
type Write<A> = (args: A, context: VismaContext, info: GraphQLResolveInfo) => unknown;

/** Fields of `useCompany` in a mutation. */
export const WRITES = [
  'batch_create',
  'voucher_create',
  'crossReference_create',
  'batch_delete',
  'batch_processings',
] as const;

/** The tables of one company as they are written. */
export function writesOf(company: Company): Readonly<Record<(typeof WRITES)[number], unknown>> {
  return {
    batch_create: creating(company, 'batch', insertBatch),
    voucher_create: creating(company, 'voucher', insertLoneLine),
    crossReference_create: creating(company, 'crossReference', insertReference),
    batch_delete: ({ filter }: FilterArgs, { world }: VismaContext) => {
      const found = batchesOf(company, filter, world);
      for (const { batchNo } of found) company.batches.delete(batchNo);
      world.changes += found.length;
      return { affectedRows: found.length };
    },
    batch_processings: () => ({ updateBatch: processing(company) }),
  };
}

/** Rows are written one by one; what failed stands beside what was made, with a path down to the row. */
function creating(
  company: Company,
  field: string,
  insert: (sent: SentRow, insert: Insert) => unknown,
): Write<CreateArgs> {
  return (args, context, info) => {
    const name = `${field}_create`;
    const sent = valuesAsSent(info, context);
    const suggests = new Set(Object.keys(args.suggest ?? {}));
    const errors: ErrorEntry[] = [];
    const undo: (() => void)[] = [];
    const made = sent.map((row, place) => {
      const path = ['useCompany', name, `values/${place}`];
      return insert(row, { world: context.world, company, path, suggests, errors, undo });
    });
    if (errors.length > 0 && args.onError === 'FAIL_TABLE') {
      for (const takeBack of undo.reverse()) takeBack();
      throw new VismaError(errors);
    }
    context.errors.push(...errors);
    const rows = made.filter((row) => row !== undefined);
    return { affectedRows: rows.length, items: rows.length === 0 ? null : rows.map(viewOf) };
  };

  function viewOf(row: unknown): unknown {
    return field === 'crossReference' ? row : new RowView(tableOf(field), company, row);
  }
}

function insertLoneLine(sent: SentRow, insert: Insert): VoucherLine | undefined {
  const batch = insert.company.batches.get(Number(sent['batchNo']));
  if (batch) return insertLine(batch, sent, insert);
  insert.errors.push(writeRefused(insert.path, 'RowNotFound', 'There is no such batch.', ['batchNo']));
  return undefined;
}

function insertReference({ batchNo, lineNo, crossReference }: SentRow, insert: Insert): object | undefined {
  const line = insert.company.batches.get(Number(batchNo))?.lines.find((one) => one.lineNo === lineNo);
  if (!line || typeof crossReference !== 'string') {
    insert.errors.push(writeRefused(insert.path, 'RowNotFound', 'There is no such voucher.', ['lineNo']));
    return undefined;
  }
  if (line.crossReferences.includes(crossReference)) {
    const message = 'A record with the same primary key already exists.';
    insert.errors.push(writeRefused(insert.path, 'PrimaryKeyAssignmentFailed', message));
    return undefined;
  }
  line.crossReferences.push(crossReference);
  insert.undo.push(() => line.crossReferences.pop());
  insert.world.changes += 1;
  return { batchNo, lineNo, crossReference };
}

/** Posts every batch that the filter finds, each whole or not at all. */
function processing(company: Company): Write<FilterArgs> {
  return ({ filter }, context) => {
    const { world, errors } = context;
    const { refusedUpdate, updateOfNothing, updatedJournalNo } = world.switches;
    const found = batchesOf(company, filter, world);
    const refusals: ErrorEntry[] = [];
    let journalNo: number | null = null;
    for (const batch of found) {
      try {
        journalNo = updateBatch(world, company, batch);
      } catch (error) {
        if (!(error instanceof BatchRefused)) throw error;
        const path = ['useCompany', 'batch_processings', 'updateBatch'];
        refusals.push(writeRefused(path, 'ProcessingFailed', error.message));
      }
    }
    if (refusals.length > 0) {
      if (refusedUpdate === 'errors') throw new VismaError(refusals);
      if (refusedUpdate === 'both') errors.push(...refusals);
    }
    const isDone = found.length > 0 ? refusals.length === 0 : updateOfNothing === 'succeeded';
    return { succeeded: isDone, voucherJournalNo: updatedJournalNo === 'present' ? journalNo : null };
  };
}

function batchesOf(company: Company, filter: Filter | null | undefined, world: World): Batch[] {
  const passes = filter ? tester(tableOf('batch'), filter, world) : () => true;
  return [...company.batches.values()].filter(passes);
}

/** The values with their fields in the order in which they were sent, which is that of their assignment. */
function valuesAsSent(info: GraphQLResolveInfo, { variables }: VismaContext): SentRow[] {
  const node = info.fieldNodes[0]?.arguments?.find(({ name }) => name.value === 'values');
  const sent: unknown = node ? valueFromASTUntyped(node.value, variables) : [];
  return (Array.isArray(sent) ? sent : [sent]) as SentRow[];
}
