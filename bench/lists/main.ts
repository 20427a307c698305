import '../production.js';
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ManualClock } from '@app/domain';
import pg from 'pg';
import { readEnvironment } from '../../apps/hub/src/config/environment.js';
import { createHub } from '../../apps/hub/src/create-hub.js';
import { migrate } from '../../apps/hub/src/database/migrate.js';
import { type BenchDatabase, createDatabase, openServer, sweep } from '../database.js';
import { BENCH_NOW, fill } from './fill.js';
import { type Measured, measure } from './measure.js';
import { type Asked, questions } from './questions.js';

/**
 * `npm run bench:lists [-- --claims 1000000] [--times 200] [--json]`; see bench/README.md. Exit 1 when a question takes longer
 * than its floor.
 */
const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const P95_MS_MAX = 100;
const CLAIMS = wholeNumber(values.claims);
const TIMES = wholeNumber(values.times);

const oneDigit = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  useGrouping: false,
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function askAll(url: string, asked: readonly Asked[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { name, paths } of asked.filter((one) => one.name.includes(values.only))) {
    const ask = async (path: string): Promise<void> => {
      const response = await fetch(`${url}/api/v1${path}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    };
    const one = await measure(name, TIMES, (time) => Promise.all(paths(time).map(ask)));
    say(lineOf(one));
    measured.push(one);
  }
  return measured;
}

/** The limit: one case by its primary key, over one connection and nothing around it. */
async function bareRead(database: BenchDatabase, cases: number): Promise<Measured> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ creditor: string; id: string }>(
      `select creditor_id as creditor, id from debt_case tablesample bernoulli (${Math.min(100, (100_000 * 2) / cases)}) limit 1000`,
    );
    return await measure('bare read by primary key', TIMES, (time) => {
      const { creditor, id } = rows[time % rows.length]!;
      return client.query('select * from debt_case where creditor_id = $1 and id = $2', [creditor, id]);
    });
  } finally {
    await client.end();
  }
}

function lineOf({ name, p50Ms, p95Ms, maxMs }: Measured): string {
  const ms = (value: number): string => oneDigit.format(value).padStart(8);
  return `${name.padEnd(52)} ${ms(p50Ms)} ${ms(p95Ms)} ${ms(maxMs)}`;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new Error(`"${text}" is no number of claims or times.`);
  return Number(text);
}

const server = await openServer();
try {
  await sweep(server);
  const database = await createDatabase(server);
  try {
    say(`filling ${CLAIMS} claims …`);
    await migrate({ url: database.adminUrl, hubLogin: new URL(database.url).username });
    const startedAtMs = performance.now();
    const cases = await fill(database.adminUrl, CLAIMS);
    say(`filled in ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
    const environment = readEnvironment({
      NODE_ENV: 'test',
      PORT: '0',
      ROLES: 'api',
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: database.adminUrl,
      MIGRATE_ON_START: 'false',
      SECRET_KEYS: `bench:${randomBytes(32).toString('base64url')}`,
      REQUESTS_PER_MINUTE: '1000000',
      LOG_LEVEL: 'error',
    });
    const hub = await createHub(environment, { clock: new ManualClock(new Date(BENCH_NOW)) });
    try {
      const bare = await bareRead(database, cases);
      const measured = [bare, ...(await askAll(hub.url, questions(cases)))];
      const slow = measured.filter(({ p95Ms }) => p95Ms >= P95_MS_MAX);
      const load = loadavg().map((one) => oneDigit.format(one));
      if (values.json) say(JSON.stringify({ cases, claims: CLAIMS, load, measured }));
      process.stdout.write(
        [
          `${server.description}, ${availableParallelism()} cores, ${CLAIMS} claims in ${cases} cases, load ${load.join(' ')}`,
          `${'milliseconds of a request, answer read'.padEnd(52)} ${'p50'.padStart(8)} ${'p95'.padStart(8)} ${'most'.padStart(8)}`,
          ...measured.map(lineOf),
          `${slow.length === 0 ? 'holds' : 'FAILS'}  p95 under ${P95_MS_MAX} ms: ${slow.map(({ name }) => name).join(', ') || 'all'}`,
          '',
        ].join('\n'),
      );
      process.exitCode = slow.length === 0 ? 0 : 1;
    } finally {
      await hub.close();
    }
  } finally {
    await database.drop();
  }
} finally {
  await server.stop();
}
