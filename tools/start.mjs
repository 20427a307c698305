/**
 * `npm start`: installs what is missing, builds what changed, then starts the applications and whatever `--then` names.
 * `node tools/start.mjs [--apps sandbox,hub] [--then script.mjs]`. Ctrl-C stops all in order, a second one at once.
 */
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from './build.mjs';
import {
  main,
  nodeEnvironment,
  nodeFlags,
  nodePath,
  nodeVariables,
  root,
  Supervisor,
  ToolError,
} from './run.mjs';
import { setUp } from './setup.mjs';

const READY_TIMEOUT_MS = 120_000;

/**
 * Starts a built application and waits until its address answers.
 * @param onLine takes its output, line by line; without it the output goes where ours goes
 * @param ready address that answers 200 when it can be used; without one the start is not waited for
 */
export async function startApplication(supervisor, name, { env = {}, ready, onLine } = {}) {
  const child = supervisor.start(
    name,
    nodePath(),
    [...(nodeFlags[name] ?? []), join(root, 'dist', 'apps', name, 'main.js')],
    {
      env: nodeEnvironment({ ...nodeVariables[name], ...env }),
      ...(onLine ? { onLine } : {}),
    },
  );
  let ended = false;
  void child.ended.then(() => (ended = true));
  const endsAt = performance.now() + READY_TIMEOUT_MS;
  while (ready && !(await answers(ready))) {
    if (ended || supervisor.stopping)
      throw new ToolError(`${name} ended before it was ready; the reason stands above.`);
    if (performance.now() > endsAt)
      throw new ToolError(`${name} was not ready after ${READY_TIMEOUT_MS / 1000} s.`);
    await delay(150);
  }
  return child;
}

async function answers(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

function option(name, fallback) {
  const place = process.argv.indexOf(name);
  return place === -1 ? fallback : process.argv[place + 1];
}

if (resolve(process.argv[1] ?? '') === resolve(root, 'tools', 'start.mjs')) {
  await main(async () => {
    await setUp();
    const names = option('--apps', 'hub').split(',');
    await build(names.includes('hub') ? [...names, 'portal'] : names);
    const supervisor = new Supervisor();
    const children = [];
    try {
      for (const name of names) {
        const port = process.env.PORT ?? '3800';
        const ready = name === 'hub' ? `http://127.0.0.1:${port}/health/ready` : undefined;
        children.push(await startApplication(supervisor, name, { ready }));
      }
      const then = option('--then');
      if (then)
        await supervisor.start(then, nodePath(), [resolve(root, then)], { env: nodeEnvironment() }).ended;
      return await Promise.race(children.map((child) => child.ended));
    } finally {
      await supervisor.stop();
    }
  });
}
