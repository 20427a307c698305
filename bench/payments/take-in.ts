import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { ManualClock } from '@app/domain';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { PaymentsParts } from '../../apps/hub/src/payments/testing/payments-parts.js';
import { ACCOUNT, BENCH_NOW } from './fill.js';

const TICKS_PER_SECOND = 100;

/** One process that takes one file in, reads it and books it, as the hub's API and workers do; prints one JSON line. */
const [url = '', file = ''] = process.argv.slice(2);
const clock = new ManualClock(new Date(BENCH_NOW));
const database = new Database(createDataSource({ url, poolMax: 4 }));
await database.dataSource.initialize();
const parts = new PaymentsParts(database, clock);
await parts.accounts.add(
  { kind: 'iban', number: ACCOUNT, currency: 'NOK', name: 'Bench' },
  { kind: 'system', id: 'bench' },
);

const signal = new AbortController().signal;
const cpu = process.cpuUsage();
const seconds: number[] = [];
const timed = async <T>(work: () => Promise<T>): Promise<T> => {
  const from = performance.now();
  const result = await work();
  seconds.push((performance.now() - from) / 1000);
  return result;
};
const { id } = await timed(() => parts.intake.receive('bench.xml', 'api', createReadStream(file)));
await timed(() => parts.reading.read(id, signal));
const booked = await timed(() => parts.booking.run(signal));
const { user, system } = process.cpuUsage(cpu);
const [state] = await database.asOperator((tx) =>
  tx.query<{ allocated: number; settlements: number; creditors: string; unallocated: string }>(
    `select (select count(*)::int from bank_transaction where state = 'allocated') as allocated,
       (select count(*)::int from settlement) as settlements,
       (select (-sum(balance_minor))::bigint::text from client_money_account where kind = 'creditor') as creditors,
       (select coalesce(-sum(balance_minor), 0)::bigint::text from client_money_account where kind = 'unallocated') as unallocated`,
  ),
);
const databaseSeconds = await serversSeconds();
await database.close();
const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
const peakKb = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
const peakMb = peakKb === undefined ? null : Math.round(Number(peakKb) / 1024);
process.stdout.write(
  JSON.stringify({
    seconds,
    booked,
    processorSeconds: (user + system) / 1e6,
    databaseSeconds,
    peakMb,
    ...state,
  }),
);

/** Processor time of this pool's connections, where the server is on this machine and lets itself be looked at; else null. */
async function serversSeconds(): Promise<number | null> {
  const connections = await database.asOperator((tx) =>
    tx.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and usename = session_user`,
    ),
  );
  let ticks = 0;
  for (const { pid } of connections) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // After the name, which may hold blanks: the 14th and 15th fields of all.
    const [used, forSystem] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    if (used === undefined || forSystem === undefined || !stat.includes('(postgres)')) return null;
    ticks += Number(used) + Number(forSystem);
  }
  return ticks / TICKS_PER_SECOND;
}
