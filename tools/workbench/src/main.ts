import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from '@app/connectors';
import { systemClock } from '@app/domain';
import { runWorkbench } from './workbench.js';

// Who pipes us into `head` has read enough: no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runWorkbench(process.argv.slice(2), {
  transport: createTransport(),
  clock: systemClock,
  environment: process.env,
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
});
