import type { PreflightFinding, WriteBackTarget } from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import {
  FieldsRefusedError,
  type RefusedField,
  UntoldError,
  ValueRefusedError,
  WriteDeniedError,
} from './errors.js';
import { readEntities, unreachable } from './identity.js';
import type { CompanyContext } from './invoice-rows.js';
import { FINDINGS, rightFindings } from './preflight-findings.js';
import { ADD_IMPORT_ITEMS, IMPORT_ERRORS, IMPORT_ITEMS, ROWS } from './queries.js';
import { type ListPage, readPage } from './walk.js';
import { isInterim, readTarget, readTargetAccounts } from './write-back-target.js';

/** Rows looked at for rights that hide fields instead of refusing them, and for whose the rows are. */
const SAMPLE = 100;

/**
 * What the token may read is asked by asking it: a field out of scope is refused like one that does not exist, or comes as
 * null. What a missing right hides is not complained of a second time.
 */
export async function preflight(
  context: CompanyContext,
  target?: WriteBackTarget,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const { client } = context;
  const refused: RefusedField[] = [];
  const sample = await readable(refused, () =>
    readPage(client, {
      root: 'arTransactions',
      document: ROWS,
      first: SAMPLE,
      variables: { filter: { invoiceRemaining_gt: 0 } },
      signal,
    }),
  );
  if (sample) refused.push(...hiddenFields(sample));
  const owners = sample ? await ownerFindings(context, refused, sample, signal) : [];
  await readImportTable(client, refused, signal);
  const accounts = await accountFindings(context, refused, target, signal);
  const writing = await writeFindings(client, signal);
  return [...rightFindings(refused), ...owners, ...accounts, ...writing, FINDINGS.matchedByHand];
}

async function readable<T>(refused: RefusedField[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FieldsRefusedError)) throw error;
    refused.push(...error.fields);
    return undefined;
  }
}

/** Fields that no invoice is without: null on every row means that they are not shown. */
const ALWAYS_SHOWN = ['subledger', 'currency', 'transactionHeader', 'account'] as const;

function hiddenFields({ edges }: ListPage): readonly RefusedField[] {
  const rows = edges.flatMap(({ node }) => (isRecord(node) ? [node] : []));
  if (rows.length === 0) return [];
  return ALWAYS_SHOWN.filter((field) => rows.every((row) => row[field] === null)).map((field) => ({
    type: 'ARTransaction',
    field,
  }));
}

/** Rows must belong to companies that are listed; otherwise both are numbered in ways that we do not know. */
async function ownerFindings(
  { client, ownerId }: CompanyContext,
  refused: RefusedField[],
  { edges }: ListPage,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const entities = await readable(refused, () => readEntities(client, signal));
  if (!entities) return [];
  const known = new Set(entities.map(({ dbId }) => dbId));
  if (!known.has(ownerId)) throw unreachable();
  const isStrange = ({ node }: ListPage['edges'][number]): boolean =>
    isRecord(node) && !known.has(String(node['ownerDbId']));
  return edges.some(isStrange) ? [FINDINGS.ownersDiffer] : [];
}

async function readImportTable(
  client: XledgerClient,
  refused: RefusedField[],
  signal?: AbortSignal,
): Promise<void> {
  // From far ahead: whether it may be read is of interest, not what is in it.
  const variables = { since: '2999-01-01T00:00:00' };
  await readable(refused, () =>
    readPage(client, { root: 'glImportItems', document: IMPORT_ITEMS, first: 1, variables, signal }),
  );
  await readable(refused, () =>
    client.ask(
      { operation: 'glImportItemErrors', document: IMPORT_ERRORS, variables: { last: 1 }, signal },
      (value) => value,
    ),
  );
}

async function accountFindings(
  context: CompanyContext,
  refused: RefusedField[],
  target: WriteBackTarget | undefined,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const accounts = await readable(refused, () => readTargetAccounts(context, signal));
  if (!accounts) return [];
  if (target === undefined) return accounts.some(isInterim) ? [] : [FINDINGS.interimAccountMissing];
  const account = accounts.find(({ code }) => code === readTarget(target));
  if (!account) return [FINDINGS.targetMissing];
  return account.isBank ? [FINDINGS.targetIsBankAccount] : [];
}

/** Asked to import nothing at all, Xledger says whether it would let us. */
async function writeFindings(
  client: XledgerClient,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  try {
    await client.tryWriting({
      operation: 'addGLImportItems',
      document: ADD_IMPORT_ITEMS,
      variables: { inputs: [] },
      signal,
    });
    return [];
  } catch (error) {
    if (error instanceof WriteDeniedError || error instanceof FieldsRefusedError)
      return [FINDINGS.writeDenied];
    // It may not like an empty list: that says neither yes nor no.
    if (error instanceof ValueRefusedError || error instanceof UntoldError) return [];
    throw error;
  }
}
