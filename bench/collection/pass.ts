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
const results: unknown[] = [];
for (const label of ['first', 'again']) {
  const waiting = creditors.map(({ id }) => id);
  const startedAt = performance.now();
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
  results.push({ label, seconds, assessed, changed, planned, cpuSeconds: (user + system) / 1e6 });
}
await database.close();
const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
const peakKb = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
process.stdout.write(
  `${JSON.stringify({ results, peakMb: peakKb === undefined ? null : Math.round(Number(peakKb) / 1024) })}\n`,
);
