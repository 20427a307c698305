/**
 * `npm run road [-- --json]`: the whole road once over every ledger, on a throwaway database and a sandbox of its own;
 * nothing is left behind. With `--json` the result is one JSON object on standard output, and progress goes to standard error.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { startSandbox } from './sandbox.mjs';
import { main, nodeEnvironment, nodePath, root, Supervisor, ToolError } from './run.mjs';
import { setUp } from './setup.mjs';
import { startApplication } from './start.mjs';

/** The hub's variables beside a sandbox: what is due is looked for every second, and all companies are worked on at once. */
export function demoHub(addresses) {
  return {
    ...addresses,
    REQUESTS_PER_MINUTE: process.env.REQUESTS_PER_MINUTE ?? '1000000',
    SCHEDULER_TICK_SECONDS: process.env.SCHEDULER_TICK_SECONDS ?? '1',
    SYNC_CONCURRENCY: process.env.SYNC_CONCURRENCY ?? '8',
    CASE_OPENING_DELAY_SECONDS: process.env.CASE_OPENING_DELAY_SECONDS ?? '1',
    APPROVAL_UNDO_SECONDS: process.env.APPROVAL_UNDO_SECONDS ?? '0',
  };
}

/** Walks the road over running applications. @returns its exit code */
export async function walkRoad(supervisor, hubUrl, controlUrl, parameters = []) {
  const hooks = join(root, 'test', 'support', 'typescript-hooks.mjs');
  const program = join(root, 'tools', 'road', 'main.ts');
  const road = ['--import', hooks, program, '--hub', hubUrl, '--sandbox', controlUrl, ...parameters];
  return supervisor.start('road', nodePath(), road, { env: nodeEnvironment() }).ended;
}

export function freePort() {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => settle(port));
    });
  });
}

if (resolve(process.argv[1] ?? '') === resolve(root, 'tools', 'road.mjs')) {
  await main(async () => {
    const unknown = process.argv.slice(2).find((word) => word !== '--json');
    if (unknown !== undefined)
      throw new ToolError(
        `The road does not know "${unknown}"; nothing was started.\nUsage: npm run road [-- --json]`,
      );
    await setUp();
    await build(['hub', 'sandbox']);
    const folder = await mkdtemp(join(tmpdir(), 'kravhub-road-'));
    const supervisor = new Supervisor();
    try {
      const [hubPort, sandboxPort] = [await freePort(), await freePort()];
      const { controlUrl, addresses } = await startSandbox(supervisor, sandboxPort);
      const hubUrl = `http://127.0.0.1:${hubPort}`;
      await startApplication(supervisor, 'hub', {
        env: {
          ...demoHub(addresses),
          PORT: String(hubPort),
          DATA_DIR: folder,
          DATABASE_URL: '',
          DATABASE_MIGRATION_URL: '',
          LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
        },
        ready: `${hubUrl}/health/ready`,
      });
      return await walkRoad(supervisor, hubUrl, controlUrl, process.argv.slice(2));
    } finally {
      await supervisor.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
