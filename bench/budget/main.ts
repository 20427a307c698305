import '../production.js';
import { parseArgs } from 'node:util';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { migrate } from '../../apps/hub/src/database/migrate.js';
import { describeBudget, SHARE_MIN, shareReached } from '../../test/proofs/budget/budget-figures.js';
import { runBudget } from '../../test/proofs/budget/budget-run.js';
import { conformanceLedgers } from '../../test/support/conformance-ledgers.js';
import { createDatabase, openServer, sweep } from '../database.js';

/**
 * `npm run bench:budget [-- --postings 1000] [--only <ledger>]`; see bench/README.md. Exit 1 when a call was too fast,
 * or a ledger's limit was not used.
 */
const { values } = parseArgs({
  options: { postings: { type: 'string', default: '1000' }, only: { type: 'string' } },
});
const POOL_MAX = 4;
/** Where calls cost credits too, either limit may be the one that binds: a run for each. */
const BY_CALLS = { limits: { creditsPerHour: 'unlimited' } };
const BY_CREDITS = { limits: { creditsPerHour: 5_000 }, seed: 8 };

const server = await openServer();
await sweep(server);
const { url, adminUrl, drop } = await createDatabase(server);
const databases: Database[] = [];
try {
  await migrate({ url: adminUrl, hubLogin: new URL(url).username });
  for (let process = 0; process < 2; process += 1) {
    const dataSource = createDataSource({ url, poolMax: POOL_MAX });
    await dataSource.initialize();
    databases.push(new Database(dataSource));
  }
  const postings = Number(values.postings);
  let holds = true;
  for (const under of await conformanceLedgers()) {
    if (!under.definition.capabilities.includes('write-back')) continue;
    if (values.only !== undefined && values.only !== under.key) continue;
    for (const options of under.key === 'xledger' ? [BY_CALLS, BY_CREDITS] : [{}]) {
      const figures = await runBudget(under, databases, postings, options);
      process.stdout.write(`${describeBudget(under.key, figures)}\n`);
      holds &&=
        shareReached(figures) >= SHARE_MIN &&
        figures.tooFast === 0 &&
        figures.pulled === figures.ordered &&
        figures.postings === figures.ordered;
    }
  }
  process.exitCode = holds ? 0 : 1;
} finally {
  for (const database of databases) await database.close();
  await drop();
  await server.stop();
}
