/** `npm run migrate`: brings the database of DATABASE_URL (or the packaged one) to this version, and ends. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await build(['hub']);
  const hub = join(root, 'dist', 'apps', 'hub', 'main.js');
  return run(nodePath(), ['--enable-source-maps', hub, 'migrate'], {
    name: 'migrate',
    env: nodeEnvironment(),
  });
});
