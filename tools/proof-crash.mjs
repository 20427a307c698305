/**
 * `npm run proof:crash [-- --kills 100] [--seed 1]`: kills the hub so many times, each at a random moment, while bank files come in,
 * payments are allocated, remitted and written back; runs it to quiet, and prints the figures. Exit 1 when an øre is lost, or
 * anything was done twice.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

const SPEC = 'test/crash/kill-over-money.proof.ts';

await main(async () => {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  });
  for (const [name, value] of Object.entries(values))
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`--${name} takes a whole number above nothing.`);
  await setUp();
  await build();
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return run(
    nodePath(),
    ['--experimental-vm-modules', jest, '--selectProjects', 'database', '--testMatch', `**/${SPEC}`],
    {
      name: 'jest',
      env: nodeEnvironment({ TZ: 'UTC', CRASH_KILLS: values.kills, CRASH_SEED: values.seed }),
    },
  );
});
