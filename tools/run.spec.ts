import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitFor } from '../test/support/wait-for.js';

const run = join(process.cwd(), 'tools', 'run.mjs');

/** A supervisor in a process of its own, with two children that tell when they were told to stop. */
function supervise(child: string): { process: ReturnType<typeof spawn>; output: () => string } {
  const script = `
    const { Supervisor } = await import(${JSON.stringify(run)});
    const supervisor = new Supervisor();
    const children = ['first', 'second'].map((name) => supervisor.start(name, process.execPath, ['-e', ${JSON.stringify(child)}, name], { onLine: (line) => console.log(line) }));
    console.log('children ' + children.map(({ pid }) => pid).join(' '));
    process.exitCode = await Promise.race(children.map(({ ended }) => ended));
    await supervisor.stop();`;
  const process_ = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  process_.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  return { process: process_, output: () => text };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pids = (output: string): number[] => (/children (\d+) (\d+)/.exec(output) ?? []).slice(1).map(Number);

describe('the supervisor of npm start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'on %s stops its children in reverse order, and leaves none behind',
    async (signal) => {
      const polite = `const name = process.argv[1]; setInterval(() => {}, 1000);
      for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => { console.log(name + ' down'); process.exit(0); });
      console.log(name + ' up');`;
      const { process: supervisor, output } = supervise(polite);
      await waitFor(
        'both children were up',
        () => output().includes('first up') && output().includes('second up') && pids(output()).length === 2,
      );
      const ended = once(supervisor, 'exit');
      supervisor.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(output().indexOf('second down')).toBeGreaterThan(0);
      expect(output().indexOf('first down')).toBeGreaterThan(output().indexOf('second down'));
      expect(pids(output()).filter(alive)).toEqual([]);
    },
  );

  it('on a second signal ends children that will not go', async () => {
    const stubborn = `process.on('SIGINT', () => console.log(process.argv[1] + ' heard')); console.log(process.argv[1] + ' up'); setInterval(() => {}, 1000);`;
    const { process: supervisor, output } = supervise(stubborn);
    await waitFor(
      'both children were up',
      () => output().includes('first up') && output().includes('second up') && pids(output()).length === 2,
    );
    const ended = once(supervisor, 'exit');
    supervisor.kill('SIGINT');
    await waitFor('the youngest was asked to stop', () => output().includes('second heard'));
    supervisor.kill('SIGINT');
    await ended;
    await waitFor('no child lived', () => pids(output()).filter(alive).length === 0);
  });

  it('ends with the exit code of the child that ended first', async () => {
    const { process: supervisor } = supervise(
      `if (process.argv[1] === 'first') process.exit(3); setInterval(() => {}, 1000);`,
    );
    expect(await once(supervisor, 'exit')).toEqual([3, null]);
  });
});
