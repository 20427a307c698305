/**
 * `npm run check`: what CI runs, for the desk. Tests, then format, lint, types, architecture and drift; and those
 * tests that reach a database once more against the PostgreSQL server of the machine, where one answers: the others cannot
 * answer differently there. Says what failed, and goes on to the end.
 */
import { Socket } from 'node:net';
import { join } from 'node:path';
import { writeClientTypes } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

const LOCAL_SERVER = { host: '127.0.0.1', port: 5432, url: 'postgres://postgres@127.0.0.1:5432/postgres' };

await main(async () => {
  await setUp();
  const failed = [];
  const step = async (name, command, parameters, env = {}) => {
    const begun = performance.now();
    process.stdout.write(`\n── ${name}\n`);
    const code = await run(command, parameters, { name, env: nodeEnvironment(env) });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
    if (code !== 0) failed.push(name);
  };
  const tool = (...path) => join(root, 'node_modules', ...path);
  const words = process.argv.slice(2);
  if (!words.includes('--no-tests')) await step('tests', process.execPath, [join(root, 'tools', 'test.mjs')]);
  await step('format', nodePath(), [
    tool('prettier', 'bin', 'prettier.cjs'),
    '--check',
    '.',
    '--log-level',
    'warn',
  ]);
  await step('lint', nodePath(), [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings']);
  await writeClientTypes();
  for (const project of ['tsconfig.json', join('apps', 'portal', 'tsconfig.json')])
    await step(`types of ${project}`, nodePath(), [
      tool('typescript', 'bin', 'tsc'),
      '--noEmit',
      '-p',
      project,
    ]);
  const jest = ['--experimental-vm-modules', tool('jest', 'bin', 'jest.js')];
  await step('architecture', nodePath(), [...jest, 'test/architecture'], { TZ: 'UTC' });
  await step('schema drift', nodePath(), [...jest, 'apps/hub/src/database/schema'], { TZ: 'UTC' });
  if (!words.includes('--no-tests')) {
    if (await answers(LOCAL_SERVER)) {
      const env = { TEST_DATABASE_URL: LOCAL_SERVER.url };
      await step(
        `tests on ${LOCAL_SERVER.host}:${LOCAL_SERVER.port}`,
        process.execPath,
        [join(root, 'tools', 'test.mjs'), '--database-only'],
        env,
      );
    } else {
      process.stdout.write(
        `\n── No PostgreSQL answers at ${LOCAL_SERVER.host}:${LOCAL_SERVER.port}: the second run of the tests is left out.\n`,
      );
    }
  }
  process.stdout.write(failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.join(', ')}.\n`);
  return failed.length === 0 ? 0 : 1;
});

function answers({ host, port }) {
  return new Promise((settle) => {
    const socket = new Socket();
    socket.setTimeout(1_000);
    const end = (result) => {
      socket.destroy();
      settle(result);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
    socket.connect(port, host);
  });
}
