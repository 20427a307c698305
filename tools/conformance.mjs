/** `npm run conformance`: the suite that every connector passes, with its table per ledger and check. */
import { join } from 'node:path';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = nodeEnvironment({ TZ: 'UTC', CONFORMANCE_TABLE: '1' });
  return run(nodePath(), ['--experimental-vm-modules', jest, 'conformance.spec', ...process.argv.slice(2)], {
    name: 'jest',
    env,
  });
});
