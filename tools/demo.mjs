/**
 * `npm start`: the hub on its own PostgreSQL, with the simulated ledgers beside it, one accounting firm's companies in
 * each connected, and the road walked once. The data stays in DATA_DIR (default `.kravhub`): a second start is fast and
 * goes on where it was.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { DEMO_USER, makeDemoUser, watchForLink } from './demo-user.mjs';
import { demoHub, walkRoad } from './road.mjs';
import { main, root, Supervisor } from './run.mjs';
import { startSandbox } from './sandbox.mjs';
import { setUp } from './setup.mjs';
import { startApplication } from './start.mjs';

const HUB_PORT = process.env.PORT ?? '3800';
const SANDBOX_PORT = process.env.SANDBOX_PORT ?? '3900';

await main(async () => {
  await setUp();
  await build(['hub', 'sandbox', 'portal']);
  const folder = resolve(root, process.env.DATA_DIR ?? '.kravhub');
  await mkdir(folder, { recursive: true });
  const hubUrl = `http://127.0.0.1:${HUB_PORT}`;
  const supervisor = new Supervisor();
  try {
    say('Starting the sandbox (the simulated ledgers) …');
    const kept = {
      SANDBOX_JOURNAL: join(folder, 'sandbox-journal.jsonl'),
      SANDBOX_PRINT_SHOP_DIR: join(folder, 'print-shop'),
    };
    const { controlUrl, addresses, ended: sandboxEnded } = await startSandbox(supervisor, SANDBOX_PORT, kept);
    say('Starting the hub on its own PostgreSQL …');
    const link = watchForLink(say);
    const hub = await startApplication(supervisor, 'hub', {
      env: {
        ...demoHub(addresses),
        PORT: HUB_PORT,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
        LOG_FORMAT: 'json',
      },
      ready: `${hubUrl}/health/ready`,
      onLine: link.onLine,
    });
    const hasDemoUser = await makeDemoUser(hubUrl, link.secret());
    const signIn = `sign in as ${DEMO_USER.email} with the password "${DEMO_USER.password}"`;
    say(`
  Portal         ${hubUrl}/${hasDemoUser ? `      ${signIn}` : ''}
  API            ${hubUrl}/api/v1
  Documentation  ${hubUrl}/api/docs
  Health         ${hubUrl}/health/ready      Metrics  ${hubUrl}/metrics
  Sandbox        ${controlUrl}/state (its control API: apps/sandbox/README.md)
  Messages       ${new URL('/mailbox/', controlUrl)}  ${new URL('/sms-gateway/', controlUrl)}  ${new URL('/print-shop/', controlUrl)}
  Data           ${folder}

One accounting firm, its companies in every ledger, and the whole road of each. Some ledgers allow only a few calls a second,
and the hub keeps to that here too: their companies are small, and take half a minute the first time.
`);
    const code = await walkRoad(supervisor, hubUrl, controlUrl);
    if (supervisor.stopping) return 0;
    if (code !== 0) say('The road did not end well; the reason stands above.');
    say('\n  Hub and sandbox go on running at the addresses above. Ctrl-C stops everything; the data stays.');
    const ended = await Promise.race([hub.ended, sandboxEnded]);
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
