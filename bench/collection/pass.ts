import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { type CreditorId, ManualClock } from '@app/domain';
import { AuditLog } from '../../apps/hub/src/audit/audit-log.js';
import { Environment } from '../../apps/hub/src/config/environment.js';
import { CaseBook } from '../../apps/hub/src/cases/case-book.js';
import { CaseReader } from '../../apps/hub/src/cases/facts/case-reader.js';
import type { CaseOpening } from '../../apps/hub/src/cases/opening/case-opening.js';
import { AssessmentStore } from '../../apps/hub/src/cases/pass/assessment-store.js';
import { CasePass } from '../../apps/hub/src/cases/pass/case-pass.js';
import { SettingsStore } from '../../apps/hub/src/cases/settings/settings-store.js';
import { CreditorReader } from '../../apps/hub/src/connections/creditor-reader.js';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { BENCH_NOW } from './fill.js';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** One process that walks all creditors' cases, two at a time as the hub's workers do; prints one JSON line. */
const url = process.env['BENCH_URL'] ?? '';
const clock = new ManualClock(new Date(BENCH_NOW));
const database = new Database(createDataSource({ url, poolMax: 4 }));
await database.dataSource.initialize();
const book = new CaseBook(clock);
const nothingNew: Pick<CaseOpening, 'run'> = { run: async () => undefined };
const pass = new CasePass(
  database,
  new CreditorReader(),
  nothingNew as CaseOpening,
  new SettingsStore(new AuditLog(clock), new Environment(), clock),
  new CaseReader(),
  new AssessmentStore(book, clock),
  clock,
);
const creditors = await database.asOperator((tx) =>
  tx.query<{ id: CreditorId }>('select creditor_id as id from creditor order by 1'),
);
/** Processor seconds of the server's processes that work for us, where they run on this machine and nobody hides them. */
async function serverSeconds(): Promise<number | null> {
  const backends = await database.asOperator((tx) =>
    tx.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database()`),
  );
  const ticks = await Promise.all(backends.map(({ pid }) => ticksOf(pid)));
  const known = ticks.filter((one) => one !== undefined);
  return known.length < ticks.length ? null : known.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND;
}

async function ticksOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in parentheses, may hold spaces; user and system time are the 14th and 15th field.
  const [name, rest] = [/\((.*)\)/.exec(stat)?.[1], stat.slice(stat.lastIndexOf(')') + 2).split(' ')];
  return name?.startsWith('postgres') ? Number(rest[11]) + Number(rest[12]) : undefined;
}

const results: unknown[] = [];
for (const label of ['first', 'again']) {
  const waiting = creditors.map(({ id }) => id);
  const startedAt = performance.now();
  const serverBefore = await serverSeconds();
  const cpu = process.cpuUsage();
  let [assessed, changed, planned] = [0, 0, 0];
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const done = await pass.run(id, new AbortController().signal, label === 'again');
      assessed += done.assessed;
      changed += done.changed;
      planned += done.planned;
    }
  };
  await Promise.all([worker(), worker()]);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const serverAfter = await serverSeconds();
  results.push({
    label,
    seconds,
    assessed,
    changed,
    planned,
    cpuSeconds: (user + system) / 1e6,
    serverSeconds: serverBefore === null || serverAfter === null ? null : serverAfter - serverBefore,
  });
}
await database.close();
const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
const peakKb = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
process.stdout.write(
  `${JSON.stringify({ results, peakMb: peakKb === undefined ? null : Math.round(Number(peakKb) / 1024) })}\n`,
);
