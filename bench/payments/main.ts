import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { mod10Digit } from '@app/domain';
import pg from 'pg';
import { migrate } from '../../apps/hub/src/database/migrate.js';
import { sumOf, writeLargeFile } from '../bank-files/large-file.js';
import { type BenchServer, createDatabase, openServer, sweep } from '../database.js';
import { copyIn, copyOut } from '../road/copy.js';
import { fill } from './fill.js';
import { takeInLargeFile } from './large-file.js';

/**
 * `npm run bench:payments [-- --entries 200000] [--memory 20000]`, or `-- --file-bytes 1000000000`; see bench/README.md. Exit 1 when a floor does not hold.
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '200000' },
    memory: { type: 'string', default: '20000' },
    'file-bytes': { type: 'string' },
  },
});
const ENTRIES_PER_SECOND_MIN = 4_000;
const FLATNESS = 0.2;
/** MB of what lives longer. The runtime collects it when it comes near its end: what is held for good would not fit. */
const OLD_SPACE = '--max-old-space-size=160';
/** Every row that comes of an entry. */
const TABLES = [
  'bank_batch',
  'bank_transaction',
  'client_money_line',
  'settlement',
  'payment_allocation',
  'claim_movement',
  'claim_event',
  'case_movement',
  'case_event',
  'write_back',
];

interface TakenIn {
  /** Kept, read, booked. */
  readonly seconds: readonly [number, number, number];
  readonly processorSeconds: number;
  /** The database's, where it can be seen. */
  readonly databaseSeconds: number | null;
  readonly booked: number;
  readonly allocated: number;
  readonly settlements: number;
  readonly creditors: string;
  readonly unallocated: string;
  readonly peakMb: number | null;
}

interface Measured {
  readonly entries: number;
  readonly bareSeconds: number;
  readonly copySeconds: number;
  readonly rows: number;
  readonly taken: TakenIn;
}

async function measure(server: BenchServer, folder: string, entries: number): Promise<Measured> {
  const database = await createDatabase(server);
  try {
    const file = join(folder, `${entries}.xml`);
    await writeLargeFile(file, entries);
    say(`filling ${entries} claims …`);
    await migrate({ url: database.adminUrl, hubLogin: new URL(database.url).username });
    await fill(database.adminUrl, entries, references(entries));
    say('bare parsing …');
    const bare = (await inProcess('bench/bank-files/read.ts', 'bare', file)) as { readonly seconds: number };
    say('taking in, matching, booking …');
    const taken = (await inProcess('bench/payments/take-in.ts', database.url, file)) as TakenIn;
    say('COPY of the same rows …');
    const { seconds: copySeconds, rows } = await copyAll(database.adminUrl);
    return { entries, bareSeconds: bare.seconds, copySeconds, rows, taken };
  } finally {
    await database.drop();
  }
}

function references(entries: number): string[] {
  return Array.from({ length: entries }, (_, index) => {
    const number = String(index).padStart(9, '0');
    return number + mod10Digit(number);
  });
}

/** The limit: the rows that came of it, into tables with the same indexes, and nothing thought about. */
async function copyAll(url: string): Promise<{ seconds: number; rows: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let [seconds, rows] = [0, 0];
    for (const table of TABLES) {
      const chunks = await copyOut(client, `copy ${table} to stdout`);
      await client.query(
        `create table copy_of_${table} (like ${table} including indexes including constraints)`,
      );
      const from = performance.now();
      await copyIn(client, `copy copy_of_${table} from stdin`, chunks);
      seconds += (performance.now() - from) / 1000;
      const { rows: counted } = await client.query<{ many: number }>(
        `select count(*)::int as many from copy_of_${table}`,
      );
      rows += counted[0]?.many ?? 0;
    }
    return { seconds, rows };
  } finally {
    await client.end();
  }
}

/** In a process of its own, with the same loader that runs this one and the flags that the hub is started with. */
async function inProcess(program: string, ...words: readonly string[]): Promise<unknown> {
  const path = join(import.meta.dirname, '../..', program);
  const run = (await import(pathToFileURL(join(import.meta.dirname, '../../tools/run.mjs')).href)) as {
    readonly nodeFlags: { readonly hub: readonly string[] };
  };
  const flags = [...process.execArgv, ...run.nodeFlags.hub, OLD_SPACE];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path, ...words], {
    maxBuffer: 16_000_000,
  });
  return JSON.parse(stdout);
}

function wholeNumber(text: string, digitsMax = 7): number {
  if (!/^[1-9]\d*$/.test(text) || text.length > digitsMax) throw new Error(`"${text}" is no such number.`);
  return Number(text);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const total = ({ taken }: Measured): number => taken.seconds.reduce((sum, part) => sum + part, 0);
const microseconds = (seconds: number | null, entries: number): string =>
  seconds === null ? '–' : `${Math.round((seconds * 1e6) / entries)}`;
const perSecond = (entries: number, seconds: number): number => Math.round(entries / seconds);

const server = await openServer();
const folder = await mkdtemp(join(tmpdir(), 'kravhub-bench-payments-'));
try {
  await sweep(server);
  const fileBytes = values['file-bytes'];
  process.exitCode = (
    fileBytes === undefined
      ? await measureAll()
      : await takeInLargeFile(server, wholeNumber(fileBytes, 12), inProcess)
  )
    ? 0
    : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
  await server.stop();
}

async function measureAll(): Promise<boolean> {
  const small = values.memory === '' ? undefined : await measure(server, folder, wholeNumber(values.memory));
  const large = await measure(server, folder, wholeNumber(values.entries));
  const { taken, entries } = large;
  const [kept, read, booked] = taken.seconds;
  const [least, most] = [small?.taken.peakMb ?? null, taken.peakMb];
  const floors = [
    {
      name: 'every entry on its claim, to the øre',
      holds:
        taken.allocated === entries &&
        taken.settlements === entries &&
        taken.creditors === String(sumOf(entries)) &&
        taken.unallocated === '0',
      measured: `${taken.allocated} allocated, ${taken.settlements} settlements`,
    },
    {
      name: `at least ${ENTRIES_PER_SECOND_MIN} entries/s`,
      holds: perSecond(entries, total(large)) >= ENTRIES_PER_SECOND_MIN,
      measured: `${perSecond(entries, total(large))}`,
    },
    {
      name: 'memory flat',
      holds: least === null || most === null || most <= least * (1 + FLATNESS),
      measured: `${least ?? '–'} → ${most ?? '–'} MB`,
    },
  ];
  const lines = [
    `${server.description}, ${availableParallelism()} cores, ${entries} entries`,
    `bare parsing     ${perSecond(entries, large.bareSeconds)} entries/s`,
    `COPY             ${perSecond(entries, large.copySeconds)} entries/s (${Math.round(large.rows / entries)} rows each)`,
    `in to settled    ${perSecond(entries, total(large))} entries/s`,
    `  processor      ${microseconds(taken.processorSeconds, entries)} µs per entry, PostgreSQL ${microseconds(taken.databaseSeconds, entries)} µs`,
    `  kept           ${perSecond(entries, kept)} entries/s`,
    `  read           ${perSecond(entries, read)} entries/s`,
    `  booked         ${perSecond(entries, booked)} entries/s`,
    ...floors.map(({ name, holds, measured }) => `${holds ? 'holds' : 'FAILS'}  ${name}: ${measured}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return floors.every(({ holds }) => holds);
}
