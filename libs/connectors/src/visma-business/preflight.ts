import { ConnectionBlockedError, type PreflightFinding, type WriteBackTarget } from '../contract/index.js';
import type { TableRead, TableRows } from './table-read.js';
import type { CompanyContext } from './company.js';
import { canBearToken } from './find-posting.js';
import { TOKEN_PATTERN } from './keys.js';
import { BY_REFERENCE, keepsNoEntries, readMatchingMethod } from './matching-method.js';
import { FINDINGS } from './preflight-findings.js';
import {
  type CompanyAccounts,
  hasInterimAccount,
  isOwnSeries,
  readAccounts,
  readTarget,
  seriesToPropose,
  stateOf,
} from './write-back-target.js';

/** Tables that nothing goes without, and what follows when one is closed to us. */
const NEEDED: readonly (readonly [tables: readonly string[], finding: PreflightFinding])[] = [
  [['openCustomerEntry', 'customerTransaction'], FINDINGS.ledgerHidden],
  [['associate'], FINDINGS.associatesHidden],
  [['batch', 'voucher', 'updatedBatch', 'updatedVoucher'], FINDINGS.batchesHidden],
];

/** Asks for a little of everything that the connector will need. Writing cannot be tried without writing. */
export async function preflight(
  context: CompanyContext,
  target?: WriteBackTarget,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const findings: PreflightFinding[] = [];
  for (const [tables, finding] of NEEDED) {
    if ((await shown(() => readALittle(context, tables, signal))) === undefined) findings.push(finding);
  }
  findings.push(...((await shown(() => methodFindings(context, signal))) ?? []));
  const schema = await context.client.schema(signal);
  if (!schema.has('Voucher_Input', 'crossReference') || !canBearToken(schema))
    findings.push(FINDINGS.columnMissing);
  const accounts = await shown(() => readAccounts(context, signal));
  if (accounts === undefined) findings.push(FINDINGS.accountsHidden);
  else
    findings.push(...(target === undefined ? accountFindings(accounts) : targetFindings(target, accounts)));
  findings.push(...((await shown(() => leftovers(context, signal))) ?? []));
  return findings;
}

/** Undefined when Visma does not let us look. */
async function shown<T>(probe: () => Promise<T>): Promise<T | undefined> {
  try {
    return await probe();
  } catch (error) {
    const isClosed = error instanceof ConnectionBlockedError && HIDES.includes(error.reason);
    if (isClosed) return undefined;
    throw error;
  }
}

const HIDES: readonly string[] = ['company-unreachable', 'permission-missing'];

function readALittle(
  { client, companyNo }: CompanyContext,
  tables: readonly string[],
  signal?: AbortSignal,
): Promise<Readonly<Record<string, TableRows>>> {
  const reads = Object.fromEntries(
    tables.map((table): readonly [string, TableRead] => [
      table,
      { table, fields: [SOME_COLUMN[table] ?? ''], first: 1 },
    ]),
  );
  return client.tables<string>('kravhub_preflight', companyNo, reads, signal);
}

const SOME_COLUMN: Readonly<Record<string, string>> = {
  openCustomerEntry: 'auditNo',
  customerTransaction: 'auditNo',
  associate: 'customerNo',
  batch: 'batchNo',
  voucher: 'batchNo',
  updatedBatch: 'voucherJournalNo',
  updatedVoucher: 'voucherJournalNo',
};

async function methodFindings(
  context: CompanyContext,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const { company } = await readMatchingMethod(context, undefined, signal);
  if (company === undefined) return [FINDINGS.matchingMethodUnknown];
  if (keepsNoEntries(company)) return [FINDINGS.noOpenEntries];
  return company === BY_REFERENCE ? [] : [FINDINGS.matchingMethod];
}

function accountFindings(accounts: CompanyAccounts): readonly PreflightFinding[] {
  const series = seriesToPropose(accounts.series);
  return [
    ...(hasInterimAccount(accounts) ? [] : [FINDINGS.interimAccountMissing]),
    ...(series ? [] : [FINDINGS.seriesMissing]),
    ...(series && !isOwnSeries(series) ? [FINDINGS.seriesShared] : []),
  ];
}

function targetFindings(target: WriteBackTarget, accounts: CompanyAccounts): readonly PreflightFinding[] {
  switch (stateOf(readTarget(target), accounts)) {
    case 'missing':
      return [FINDINGS.targetMissing];
    case 'used-up':
      return [FINDINGS.seriesUsedUp];
    case 'bank':
      return [FINDINGS.targetIsBankAccount];
    default:
      return [];
  }
}

/** What is no fault, and worth knowing: batches of ours that nobody posted, and somebody else who collects. */
async function leftovers(
  { client, companyNo }: CompanyContext,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const schema = await client.schema(signal);
  const reads: Record<string, TableRead> = {};
  if (schema.has('Batch', 'description')) {
    const filter = { description: { _like: TOKEN_PATTERN } };
    reads['batches'] = { table: 'batch', fields: ['batchNo'], filter, first: 1 };
  }
  // A column that all tables have.
  if (schema.fieldsOf('DebtCollectionAgreement').includes('createdTimestamp'))
    reads['agreements'] = { table: 'debtCollectionAgreement', fields: ['createdTimestamp'], first: 1 };
  if (Object.keys(reads).length === 0) return [];
  const answer = await client.tables<string>('kravhub_leftovers', companyNo, reads, signal);
  return [
    ...((answer['batches']?.rows.length ?? 0) > 0 ? [FINDINGS.batchesLeft] : []),
    ...((answer['agreements']?.rows.length ?? 0) > 0 ? [FINDINGS.otherCollector] : []),
  ];
}
