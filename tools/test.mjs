/** `npm test`: installs what is missing, builds, and runs the tests. Further words go to Jest. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await build();
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  // Some tests read local days: a machine's own zone must not decide them.
  return run(nodePath(), ['--experimental-vm-modules', jest, ...process.argv.slice(2)], {
    name: 'jest',
    env: nodeEnvironment({ TZ: 'UTC' }),
  });
});
