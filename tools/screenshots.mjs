/**
 * `npm run screenshots [-- --hub URL]`: every page of the portal, on a desk, on a telephone and in the dark, into
 * `out/screenshots`. Without `--hub` over a throwaway database and a sandbox of its own, with the road walked once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { DEMO_USER, makeDemoUser, watchForLink } from './demo-user.mjs';
import { demoHub, freePort, walkRoad } from './road.mjs';
import { main, nodeEnvironment, nodePath, root, run, Supervisor, ToolError } from './run.mjs';
import { startSandbox } from './sandbox.mjs';
import { setUp } from './setup.mjs';
import { startApplication } from './start.mjs';

function take(hubUrl) {
  const hooks = join(root, 'test', 'support', 'typescript-hooks.mjs');
  const program = join(root, 'tools', 'screenshots', 'main.ts');
  const words = ['--hub', hubUrl, '--email', DEMO_USER.email, '--password', DEMO_USER.password];
  return run(nodePath(), ['--import', hooks, program, ...words], {
    name: 'screenshots',
    env: nodeEnvironment(),
  });
}

await main(async () => {
  await setUp();
  const place = process.argv.indexOf('--hub');
  if (place !== -1) return take(process.argv[place + 1]);
  await build(['hub', 'sandbox', 'portal']);
  const folder = await mkdtemp(join(tmpdir(), 'kravhub-screenshots-'));
  const supervisor = new Supervisor();
  try {
    const [hubPort, sandboxPort] = [await freePort(), await freePort()];
    const { controlUrl, addresses } = await startSandbox(supervisor, sandboxPort);
    const hubUrl = `http://127.0.0.1:${hubPort}`;
    const link = watchForLink((line) => process.stdout.write(`${line}\n`));
    await startApplication(supervisor, 'hub', {
      env: {
        ...demoHub(addresses),
        PORT: String(hubPort),
        DATA_DIR: folder,
        DATABASE_URL: '',
        DATABASE_MIGRATION_URL: '',
        LOG_LEVEL: 'info',
        LOG_FORMAT: 'json',
      },
      ready: `${hubUrl}/health/ready`,
      onLine: link.onLine,
    });
    if (!(await makeDemoUser(hubUrl, link.secret()))) throw new ToolError('The demo user was not made.');
    await walkRoad(supervisor, hubUrl, controlUrl);
    return await take(hubUrl);
  } finally {
    await supervisor.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
