import { addDays, type Clock, type LedgerCompanyKey, type LedgerItemId, localDateAt } from '@app/domain';
import {
  BookedLaterError,
  checkSettings,
  connectorFor,
  type ConnectorDefinition,
  type ConnectorTools,
  type LedgerGrant,
  LedgerError,
  type LedgerSession,
  MemoryCallBudget,
  MemoryTokenStore,
  redact,
  secretsOf,
  type Transport,
  UnknownConnectorError,
  type WriteBack,
} from '@app/connectors';
import { readArguments, USAGE, UsageError, type WorkbenchArguments } from './arguments.js';
import { readCursorFile, readInstructionFile, readJsonFile, writeCursorFile } from './files.js';
import { describeError, toLine } from './print.js';

/** The world around the workbench; a test lends its own. */
export interface WorkbenchWorld {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  out(line: string): void;
  err(line: string): void;
}

const PAGES_MAX = 100_000;
const DAYS_BACK = 365;

/** Runs one command and answers the exit code: 0 done, 1 a contract error, 2 wrong usage. */
export async function runWorkbench(argv: readonly string[], world: WorkbenchWorld): Promise<0 | 1 | 2> {
  let secrets: readonly string[] = [];
  let json = false;
  try {
    const args = readArguments(argv);
    if (args === 'help') {
      world.out(USAGE);
      return 0;
    }
    json = args.json;
    const definition = connectorFor(args.connector);
    const check = checkSettings(definition, readJsonFile(args.settingsFile, '--settings'));
    if (!check.ok) {
      const problems = check.problems.map(({ field, message }) => `${field} ${message}`.trim());
      throw new UsageError(`--settings: ${problems.join('; ')}.`);
    }
    secrets = secretsOf(definition, check.settings);
    await run(args, definition, definition.openGrant(check.settings, toolsFor(definition, world)), world);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || error instanceof UnknownConnectorError) {
      world.err(`${error.message}\nTry --help.`);
      return 2;
    }
    if (!(error instanceof LedgerError)) throw error;
    const described = describeError(error);
    const text = json
      ? toLine('error', described)
      : [
          `${error.name}: ${error.message}`,
          ...('remedy' in described ? [`What to do: ${described['remedy']}`] : []),
        ].join('\n');
    (json ? world.out : world.err)(redact(text, secrets));
    return 1;
  }
}

function toolsFor({ addresses }: ConnectorDefinition, world: WorkbenchWorld): ConnectorTools {
  const { clock, sleep, transport } = world;
  return {
    transport,
    clock,
    tokens: new MemoryTokenStore(),
    budget: new MemoryCallBudget(clock, sleep),
    log: {
      debug: () => undefined,
      warn: (message, facts) => world.err(redact(`${message} ${JSON.stringify(facts ?? {})}`)),
    },
    sleep,
    address: (variable) => {
      const standard = addresses.find((address) => address.variable === variable)?.standard ?? '';
      return world.environment[variable] ?? standard;
    },
  };
}

async function run(
  args: WorkbenchArguments,
  definition: ConnectorDefinition,
  grant: LedgerGrant,
  world: WorkbenchWorld,
): Promise<void> {
  const print = (type: string, value: object): void => world.out(toLine(type, value));
  if (args.command === 'companies') {
    for (const company of await grant.listCompanies()) print('company', company);
    return;
  }
  const session = grant.openCompany(await companyKey(args, grant));
  switch (args.command) {
    case 'identify':
      return print('identity', await session.identify());
    case 'preflight':
      for (const finding of await session.preflight()) print('finding', finding);
      return;
    case 'targets':
      for (const target of await writeBackOf(session, definition).targets()) print('target', target);
      return;
    case 'pull':
      return pull(args, definition, session, world);
    case 'changes':
      return changes(args, session, print);
    case 'find':
      return find(args, writeBackOf(session, definition), print);
    case 'post':
      return post(args, writeBackOf(session, definition), print);
  }
}

async function companyKey({ company }: WorkbenchArguments, grant: LedgerGrant): Promise<LedgerCompanyKey> {
  if (company !== undefined) return company as LedgerCompanyKey;
  const companies = await grant.listCompanies();
  const [only] = companies;
  if (only && companies.length === 1) return only.key;
  throw new UsageError(
    `The grant reaches ${companies.length} companies: choose one with --company KEY (see the command companies).`,
  );
}

function writeBackOf({ writeBack }: LedgerSession, { displayName }: ConnectorDefinition): WriteBack {
  if (!writeBack) throw new UsageError(`${displayName} takes no bookings.`);
  return writeBack;
}

async function pull(
  { cursorFile, invoicedFrom, pageSize }: WorkbenchArguments,
  { countries, limits }: ConnectorDefinition,
  session: LedgerSession,
  { clock, out }: WorkbenchWorld,
): Promise<void> {
  let cursor = cursorFile === undefined ? undefined : readCursorFile(cursorFile);
  const from = invoicedFrom ?? addDays(localDateAt(clock.now(), countries[0] ?? 'NO'), -DAYS_BACK);
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { items, refused, nextCursor, hasMore, recordsRead } = await session.pullOpenItems({
      pageSize: Math.min(pageSize, limits.pageSizeMax),
      invoicedFrom: from,
      ...(cursor ? { cursor } : {}),
    });
    for (const item of items) out(toLine('item', item));
    for (const record of refused) out(toLine('refused', record));
    out(toLine('page', { items: items.length, refused: refused.length, recordsRead, hasMore }));
    // After the records are out, never before.
    if (cursorFile !== undefined) writeCursorFile(cursorFile, nextCursor);
    cursor = nextCursor;
    if (!hasMore) return;
  }
  throw new UsageError(`The pull did not end within ${PAGES_MAX} pages; go on with --cursor.`);
}

type Print = (type: string, value: object) => void;

async function changes(
  { items, pageSize }: WorkbenchArguments,
  session: LedgerSession,
  print: Print,
): Promise<void> {
  if (items.length === 0) throw new UsageError('--items IDS is missing.');
  const { found, missing, refused } = await session.settlementChanges({
    items: items as readonly LedgerItemId[],
    pageSize,
  });
  for (const item of found) print('item', item);
  for (const ledgerItemId of missing) print('missing', { ledgerItemId });
  for (const record of refused) print('refused', record);
}

async function find(
  { instructionFile }: WorkbenchArguments,
  writeBack: WriteBack,
  print: Print,
): Promise<void> {
  const { instruction, baseline } = readInstructionFile(required(instructionFile));
  if (!baseline)
    throw new UsageError(
      '--instruction: the file needs the "baseline" that `post` printed before it booked.',
    );
  print('find', await writeBack.find(instruction, baseline));
}

/** The baseline is printed before anything is booked: with it, `find` can tell what became of a lost answer. */
async function post(
  { instructionFile }: WorkbenchArguments,
  writeBack: WriteBack,
  print: Print,
): Promise<void> {
  const { instruction, baseline: earlier } = readInstructionFile(required(instructionFile));
  if (earlier) {
    const result = await writeBack.find(instruction, earlier);
    print('find', result);
    if (result.outcome !== 'absent') return;
  }
  const baseline = earlier ?? (await writeBack.prepare(instruction));
  print('baseline', { baseline });
  try {
    print('posting', await writeBack.post(instruction, baseline));
  } catch (error) {
    if (!(error instanceof BookedLaterError)) throw error;
    print('find', await writeBack.find(instruction, baseline));
  }
}

function required(instructionFile: string | undefined): string {
  if (instructionFile === undefined) throw new UsageError('--instruction FILE is missing.');
  return instructionFile;
}
