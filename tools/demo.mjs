/**
 * `npm start`: the hub on its own PostgreSQL, with the simulated ledgers beside it, three companies connected, and the
 * road walked once. The data stays in DATA_DIR (default `.kravhub`): a second start is fast and goes on where it was.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { walkRoad } from './road.mjs';
import { main, root, Supervisor } from './run.mjs';
import { setUp } from './setup.mjs';
import { startApplication } from './start.mjs';

const HUB_PORT = process.env.PORT ?? '3800';
const SANDBOX_PORT = process.env.SANDBOX_PORT ?? '3900';

await main(async () => {
  await setUp();
  await build(['hub', 'sandbox']);
  const folder = resolve(root, process.env.DATA_DIR ?? '.kravhub');
  await mkdir(folder, { recursive: true });
  const hubUrl = `http://127.0.0.1:${HUB_PORT}`;
  const sandboxUrl = `http://127.0.0.1:${SANDBOX_PORT}`;
  const supervisor = new Supervisor();
  try {
    say('Starting the sandbox (a simulated Tripletex) …');
    const sandbox = await startApplication(supervisor, 'sandbox', {
      env: {
        SANDBOX_PORT,
        SANDBOX_DEBT_COLLECTOR: 'true',
        // Ten times the vendor's own limit, so that nobody waits in a demonstration.
        SANDBOX_RATE_LIMIT: process.env.SANDBOX_RATE_LIMIT ?? '1000',
        SANDBOX_JOURNAL: join(folder, 'sandbox-journal.jsonl'),
      },
      ready: `${sandboxUrl}/control/state`,
      onLine: () => undefined,
    });
    say('Starting the hub on its own PostgreSQL …');
    const hub = await startApplication(supervisor, 'hub', {
      env: {
        PORT: HUB_PORT,
        TRIPLETEX_API_URL: process.env.TRIPLETEX_API_URL ?? `${sandboxUrl}/tripletex/v2`,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
        REQUESTS_PER_MINUTE: process.env.REQUESTS_PER_MINUTE ?? '100000',
      },
      ready: `${hubUrl}/health/ready`,
    });
    const code = await walkRoad(supervisor, hubUrl, `${sandboxUrl}/control`);
    if (supervisor.stopping) return 0;
    if (code !== 0) say('The road did not end well; the reason stands above. Hub and sandbox go on running.');
    say(`
  API            ${hubUrl}/api/v1
  Documentation  ${hubUrl}/api/docs
  Health         ${hubUrl}/health/ready      Metrics  ${hubUrl}/metrics
  Sandbox        ${sandboxUrl}/control/state (its control API: apps/sandbox/README.md)
  Data           ${folder}

  Ctrl-C stops everything; the data stays.`);
    const ended = await Promise.race([hub.ended, sandbox.ended]);
    if (supervisor.stopping) {
      await supervisor.stop();
      say('Stopped.');
      return 0;
    }
    return ended;
  } finally {
    await supervisor.stop();
  }
});

function say(text) {
  process.stdout.write(`${text}\n`);
}
