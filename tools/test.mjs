/**
 * `npm test`: installs what is missing, builds, and runs the tests. Further words go to Jest.
 *
 * `--database-only` runs just the specs that reach a database, crash tests aside, for a second server: the others cannot answer
 * differently there.
 */
import { join } from 'node:path';
import { importGraph } from '../test/support/import-graph.mjs';
import { build } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

const DATABASE_ONLY = '--database-only';
/** The only way to a database for a spec; `test/architecture.spec.ts` sees to that. */
const WAY_TO_A_DATABASE = 'test/support/database.ts';

/** The crash tests kill the hub, not the server, and take minutes: one server is enough for them. */
function secondRun() {
  return [...importGraph().specsThatReach([WAY_TO_A_DATABASE])].filter(
    (path) => !path.startsWith('test/crash/'),
  );
}

await main(async () => {
  await setUp();
  await build();
  const words = process.argv.slice(2);
  const chosen = words.includes(DATABASE_ONLY) ? ['--runTestsByPath', ...secondRun()] : [];
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const further = words.filter((word) => word !== DATABASE_ONLY);
  // Some tests read local days: a machine's own zone must not decide them.
  return run(nodePath(), ['--experimental-vm-modules', jest, ...further, ...chosen], {
    name: 'jest',
    env: nodeEnvironment({ TZ: 'UTC' }),
  });
});
