import { amountText } from '../../books/amounts.js';
import { type ErrorEntry, invalidValue, XledgerError } from '../errors.js';
import { localDateTime } from '../../server/local-time.js';
import { READY_LEVEL, runPostingJob } from '../posting-job.js';
import type { ImportRow } from '../rows.js';
import type { ListArgs } from './ar-answers.js';
import { sourceView } from './ar-views.js';
import type { Connection } from './connection.js';
import { reach, type XledgerContext } from './context.js';
import { type ImportNode, type Lookup, readNode, type ReadNode } from './import-input.js';
import { type ChangedSince, isChangedSince, page } from './party-answers.js';
import { accountView, currencyView, systemValue, type View } from './party-views.js';
import { isLeftOut } from '../../graphql/left-out.js';

/** Nodes of one mutation (zendesk article 8715787519634). */
export const NODES_MAX = 500;
const ROWS_KEPT_MAX = 200_000;

export interface AddImportInput {
  readonly clientId?: string | null;
  readonly node?: ImportNode | null;
}
export interface UpdateImportInput {
  readonly clientId?: string | null;
  readonly node?: {
    dbId: string;
    jobLevel?: Lookup | null;
    text?: string | null;
    extIdentifier?: string | null;
  } | null;
}

/** Fills the import table; the posting job does the rest later. Nothing here knows a repetition from a new row. */
export function addGLImportItems(
  { inputs }: { inputs: readonly AddImportInput[] },
  context: XledgerContext,
): View {
  checkCount(inputs.length);
  const { world, cost } = context;
  cost.nodes += inputs.length;
  const errors: ErrorEntry[] = [];
  const good: { readonly input: AddImportInput; readonly read: ReadNode }[] = [];
  for (const input of inputs) {
    const read = readNode(input.node ?? {}, context);
    const error = 'message' in read ? read : repetition(read, input.node ?? {}, context);
    if (error) errors.push(error);
    else if (!('message' in read)) good.push({ input, read });
  }
  if (errors.length > 0 && world.switches.batchAtomic) throw new XledgerError(errors, 'execution');
  if (world.importRows.size + good.length > ROWS_KEPT_MAX)
    throw invalidValue('inputs: The import table is full.');
  const edges = good.map(({ input, read }) => {
    const row = store(read, input.node ?? {}, context);
    return { clientId: input.clientId ?? null, node: importRowView(row) };
  });
  if (errors.length > 0) throw new XledgerError(errors, 'execution');
  if (world.options.postingJob === 'at-once') runPostingJob(world);
  return { edges };
}

export function updateGLImportItems(
  { inputs }: { inputs: readonly UpdateImportInput[] },
  context: XledgerContext,
): View {
  checkCount(inputs.length);
  const { world, token, cost } = context;
  cost.nodes += inputs.length;
  const rows = inputs.map(({ node }) => {
    const row = world.importRows.get(Number(node?.dbId));
    if (!row || !world.reaches(token, row.entity))
      throw invalidValue(`dbId: There is no item '${node?.dbId ?? ''}'.`);
    if (row.state === 'posted') throw invalidValue(`dbId: Item '${row.id}' has been posted.`);
    return row;
  });
  const edges = rows.map((row, i) => {
    const { node, clientId } = inputs[i] ?? {};
    if (node?.jobLevel) row.jobLevel = levelOf(node.jobLevel);
    if (node?.text !== undefined) row.text = node.text;
    if (node?.extIdentifier !== undefined) row.extIdentifier = node.extIdentifier;
    row.modifiedAtMs = world.nowMs();
    return { clientId: clientId ?? null, node: importRowView(row) };
  });
  return { edges };
}

export function glImportItems(args: ListArgs<ChangedSince>, context: XledgerContext): Connection | null {
  const covers = reach(context, args.ownerSet);
  return page(
    args,
    {
      rows: [...context.world.importRows.values()],
      key: ({ id }) => [id],
      keep: (row) => covers(row.entity) && isChangedSince(row.modifiedAtMs, args.filter?.modifiedAt_gte),
      view: importRowView,
    },
    context,
  );
}

export function glImportItemErrors(args: ListArgs<ChangedSince>, context: XledgerContext): Connection | null {
  const covers = reach(context, args.ownerSet);
  return page(
    args,
    {
      rows: context.world.importErrors,
      key: ({ id }) => [id],
      keep: ({ entity }) => covers(entity),
      view: (error) => ({
        dbId: String(error.id),
        createdAt: localDateTime(error.createdAtMs),
        ownerDbId: error.entity.id,
        message: error.message,
        errorLevelDbId: 21_003,
        transactionDbId: String(error.importRowId),
        errorLevel: { dbId: 21_003, dbSubId: 3, code: 'E', name: 'ERROR' },
      }),
    },
    context,
  );
}

function store({ entity, fields }: ReadNode, node: ImportNode, { world }: XledgerContext): ImportRow {
  const nowMs = world.nowMs();
  const row: ImportRow = {
    id: world.ids.next('importRow'),
    entity,
    fields,
    state: 'waiting',
    jobLevel: levelOf(node.jobLevel),
    text: node.text ?? null,
    extIdentifier: node.extIdentifier ?? null,
    lastError: undefined,
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  };
  world.importRows.set(row.id, row);
  return row;
}

/** The vendor's example sends `{dbSubId: 1}`; without it a row is ready too. */
function levelOf(lookup: Lookup | null | undefined): number {
  if (!isLeftOut(lookup?.dbSubId)) return lookup.dbSubId;
  return isLeftOut(lookup?.dbId) ? READY_LEVEL : Number(lookup.dbId) - 14_500;
}

function repetition(
  { entity, fields }: ReadNode,
  node: ImportNode,
  { world }: XledgerContext,
): ErrorEntry | undefined {
  const { repeatedImportKey } = world.switches;
  if (repeatedImportKey === 'accept') return undefined;
  const isByKey = repeatedImportKey === 'refuse-ext-identifier';
  const value = isByKey ? (node.extIdentifier ?? null) : fields.trRegNumber;
  if (value === null) return undefined;
  for (const row of world.importRows.values()) {
    if (row.entity !== entity || (isByKey ? row.extIdentifier : row.fields.trRegNumber) !== value) continue;
    const name = isByKey ? 'extIdentifier' : 'trRegNumber';
    return { message: `${name}: '${value}' has been used.`, extensions: { code: 'INVALID_VALUE' } };
  }
  return undefined;
}

function importRowView(row: ImportRow): View {
  const { fields, entity } = row;
  const { account, currency, sourceCode } = fields;
  const amount = (minor: number | null): string | null => (minor === null ? null : amountText(minor));
  return {
    dbId: String(row.id),
    postedDate: fields.postedDate,
    invoiceNumber: fields.invoiceNumber,
    text: row.text,
    amount: amount(fields.amountMinor),
    invoiceAmount: amount(fields.invoiceAmountMinor),
    createdAt: localDateTime(row.createdAtMs),
    modifiedAt: localDateTime(row.modifiedAtMs),
    invoiceDate: fields.invoiceDate,
    dueDate: fields.dueDate,
    paymentReference: fields.paymentReference,
    extIdentifier: row.extIdentifier,
    trRegNumber: fields.trRegNumber,
    trItemNumber: fields.trItemNumber,
    archive: row.state === 'posted',
    ownerDbId: entity.id,
    jobLevelDbId: 14_500 + row.jobLevel,
    jobLevel: systemValue(row.jobLevel, row.state === 'posted' ? 'RUN' : 'READY'),
    transactionSource: () => (sourceCode === null ? null : sourceView(sourceCode)),
    account: () => account && accountView(account, entity),
    currency: () => (currency === null ? null : currencyView(currency)),
  };
}

function checkCount(count: number): void {
  if (count > NODES_MAX) throw invalidValue(`inputs: ${count} is more than ${NODES_MAX}.`);
}
