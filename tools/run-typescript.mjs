/** Runs a TypeScript program of ours on the packaged Node: `node tools/run-typescript.mjs <file> [words …]`. */
import { join } from 'node:path';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  const [program, ...words] = process.argv.slice(2);
  const hooks = join(root, 'test', 'support', 'typescript-hooks.mjs');
  return run(nodePath(), ['--import', hooks, join(root, program), ...words], {
    name: program,
    env: nodeEnvironment(),
  });
});
