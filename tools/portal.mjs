/** `npm run portal`: the portal at 127.0.0.1:3801 while one works on it, anew with each change; `npm run hub` beside it. */
import { join } from 'node:path';
import { writeClientTypes } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await writeClientTypes();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return run(nodePath(), [vite, '--host', '127.0.0.1', join('apps', 'portal')], {
    name: 'vite',
    env: nodeEnvironment(),
  });
});
