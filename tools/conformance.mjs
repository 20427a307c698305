/** `npm run conformance`: the suite that every connector passes, with its tables per ledger and check. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  const folder = await mkdtemp(join(tmpdir(), 'kravhub-conformance-'));
  const [results, reports] = [join(folder, 'results.json'), join(folder, 'reports.jsonl')];
  try {
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const words = ['conformance.spec', '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
    const code = await run(nodePath(), ['--experimental-vm-modules', jest, ...words], {
      name: 'jest',
      env: nodeEnvironment({ TZ: 'UTC', CONFORMANCE_REPORT: reports }),
    });
    const hooks = join(root, 'test', 'support', 'typescript-hooks.mjs');
    const table = join(root, 'tools', 'conformance', 'main.ts');
    const printed = await run(nodePath(), ['--import', hooks, table, results, reports], {
      name: 'table',
      env: nodeEnvironment(),
    });
    return code || printed;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
