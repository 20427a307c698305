/** `npm run ops -- <command>`: one command for whoever runs the hub, beside a hub that is up. `--help` lists them. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { main, nodeEnvironment, nodePath, root, run } from './run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await build(['hub']);
  const hub = join(root, 'dist', 'apps', 'hub', 'main.js');
  return run(nodePath(), ['--enable-source-maps', hub, 'ops', ...process.argv.slice(2)], {
    name: 'ops',
    env: nodeEnvironment(),
  });
});
