import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { migrate } from '../../apps/hub/src/database/migrate.js';
import { projectFolder } from '../../test/support/node-process.js';
import { type BenchServer, createDatabase, openServer, sweep } from '../database.js';
import { fill } from './fill.js';

/**
 * `npm run bench:collection [-- --cases 200000] [--memory 20000] [--json]`; see bench/README.md. Exit 1 when a floor does
 * not hold.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    memory: { type: 'string', default: '20000' },
    json: { type: 'boolean', default: false },
  },
});

const CASES_PER_SECOND_MIN = 5_000;
const FLATNESS = 0.2;

interface PassFigures {
  readonly label: string;
  readonly seconds: number;
  readonly assessed: number;
  readonly changed: number;
  readonly planned: number;
  readonly cpuSeconds: number;
  /** Of the server's processes that worked for it; null where they are not on this machine. */
  readonly serverSeconds: number | null;
}

interface Measured {
  readonly cases: number;
  readonly bareReadSeconds: number;
  readonly passes: readonly PassFigures[];
  readonly peakMb: number | null;
}

async function measure(server: BenchServer, cases: number): Promise<Measured> {
  const database = await createDatabase(server);
  try {
    say(`filling ${cases} cases …`);
    await migrate({ url: database.adminUrl, hubLogin: new URL(database.url).username });
    await fill(database.adminUrl, cases);
    say('bare keyset read …');
    const bareReadSeconds = await bareRead(database.adminUrl);
    say('the pass …');
    const { results, peakMb } = await passProcess(database.url);
    return { cases, bareReadSeconds, passes: results, peakMb };
  } finally {
    await database.drop();
  }
}

/** The limit: the same rows, page by page in the order of their keys, and nothing done with them. */
async function bareRead(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const startedAt = performance.now();
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const { rows } = await client.query<{ id: string }>(
        `select * from debt_case where id > $1 and state <> 'closed' order by id limit 500`,
        [after],
      );
      const last = rows.at(-1)?.id;
      if (last === undefined) break;
      const between = [rows[0]?.id, last];
      for (const table of ['case_claim', 'case_step', 'case_charge', 'case_movement'])
        await client.query(`select * from ${table} where case_id between $1 and $2`, between);
      after = last;
    }
    return (performance.now() - startedAt) / 1000;
  } finally {
    await client.end();
  }
}

async function passProcess(
  url: string,
): Promise<{ readonly results: readonly PassFigures[]; readonly peakMb: number | null }> {
  const run = (await import(pathToFileURL(join(projectFolder, 'tools', 'run.mjs')).href)) as {
    readonly nodeFlags: { readonly hub: readonly string[] };
  };
  const hooks = join(projectFolder, 'test', 'support', 'typescript-hooks.mjs');
  const program = join(projectFolder, 'bench', 'collection', 'pass.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...run.nodeFlags.hub,
      ...(process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== ''),
      '--import',
      hooks,
      program,
    ],
    { cwd: projectFolder, env: { ...process.env, BENCH_URL: url } },
  );
  return JSON.parse(stdout) as { results: PassFigures[]; peakMb: number | null };
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`"${text}" is no number of cases.`);
  return Number(text);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const perSecond = ({ assessed, seconds }: PassFigures): number => Math.round(assessed / seconds);
const perCase = ({ assessed }: PassFigures, seconds: number | null): string =>
  seconds === null ? 'not known' : `${Math.round((seconds / assessed) * 1e6)} µs`;

const server = await openServer();
try {
  await sweep(server);
  const small = values.memory === '' ? undefined : await measure(server, wholeNumber(values.memory));
  const large = await measure(server, wholeNumber(values.cases));
  const [first, again] = large.passes;
  if (!first || !again) throw new Error('The pass answered nothing.');
  const flat =
    small === undefined ||
    small.peakMb === null ||
    large.peakMb === null ||
    large.peakMb <= small.peakMb * (1 + FLATNESS);
  const floors = [
    {
      name: 'every case assessed once',
      holds: first.assessed === large.cases,
      measured: `${first.assessed}`,
    },
    {
      name: `at least ${CASES_PER_SECOND_MIN} cases/s`,
      holds: perSecond(first) >= CASES_PER_SECOND_MIN,
      measured: `${perSecond(first)}`,
    },
    {
      name: 'the same day again plans nothing',
      holds: again.planned === 0,
      measured: `${again.planned} planned`,
    },
    { name: 'memory flat', holds: flat, measured: `${small?.peakMb ?? '–'} → ${large.peakMb ?? '–'} MB` },
  ];
  if (values.json) say(JSON.stringify({ small, large, floors }));
  const lines = [
    `${server.description}, ${availableParallelism()} cores, ${large.cases} cases`,
    `bare keyset read   ${Math.round(large.cases / large.bareReadSeconds)} cases/s`,
    ...large.passes.map(
      (pass) =>
        `pass, ${pass.label.padEnd(12)} ${perSecond(pass)} cases/s (${pass.changed} changed, ${pass.planned} planned; processor time per case: ours ${perCase(pass, pass.cpuSeconds)}, PostgreSQL's ${perCase(pass, pass.serverSeconds)})`,
    ),
    ...floors.map(({ name, holds, measured }) => `${holds ? 'holds' : 'FAILS'}  ${name}: ${measured}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = floors.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await server.stop();
}
