/**
 * `npm test`: installs what is missing, builds, and runs the tests. Further words go to Jest.
 *
 * `--database-only` runs just the specs that reach a database, for a second server: the others cannot answer differently there. Crash and
 * browser tests, long stories and proofs stay aside; with `--without-stories` all stories over HTTP do, and with `--server-only` all but
 * what leans on the server itself, for a machine that is slow today.
 */
import { join } from 'node:path';
import { importGraph } from '../test/support/import-graph.mjs';
import { build } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

const DATABASE_ONLY = '--database-only';
const WITHOUT_STORIES = '--without-stories';
const SERVER_ONLY = '--server-only';
/** The only way to a database for a spec; `test/architecture.spec.ts` sees to that. */
const WAY_TO_A_DATABASE = 'test/support/database.ts';

/** They kill the hub, drive a browser, or play ledgers or months for minutes; what they ask of a server the other stories ask, too. */
const ELSEWHERE = ['test/browser/', 'test/crash/', 'test/proofs/', 'test/e2e/collection/'];

/** Migrations, walls between creditors, jobs in the transaction, leases, locks, a journal that nobody edits. */
const OF_THE_SERVER = [
  'audit',
  'claims',
  'client-money',
  'database',
  'hand-over',
  'jobs',
  'payments',
  'scheduler',
  'settlements',
];

/** @param {readonly string[]} words */
function secondRun(words) {
  const elsewhere = words.includes(WITHOUT_STORIES) ? [...ELSEWHERE, 'test/e2e/'] : ELSEWHERE;
  const isOfTheServer = (path) => OF_THE_SERVER.some((folder) => path.startsWith(`apps/hub/src/${folder}/`));
  return [...importGraph().specsThatReach([WAY_TO_A_DATABASE])].filter(
    (path) =>
      !elsewhere.some((folder) => path.startsWith(folder)) &&
      (!words.includes(SERVER_ONLY) || isOfTheServer(path)),
  );
}

await main(async () => {
  await setUp();
  await build();
  const words = process.argv.slice(2);
  const chosen = words.includes(DATABASE_ONLY) ? ['--runTestsByPath', ...secondRun(words)] : [];
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const further = words.filter((word) => ![DATABASE_ONLY, WITHOUT_STORIES, SERVER_ONLY].includes(word));
  // Some tests read local days: a machine's own zone must not decide them.
  return run(nodePath(), ['--experimental-vm-modules', jest, ...further, ...chosen], {
    name: 'jest',
    env: nodeEnvironment({ TZ: 'UTC' }),
  });
});
