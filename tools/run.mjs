/** Runs programs on the packaged Node 24, and takes them down again. Plain JavaScript for Node 20, used before installation too. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What the hub needs where the packaged Node is missing. */
const NODE_MINIMUM = [22, 15];
/** After the first signal a child gets as long to end by itself. Longer than the hub's own SHUTDOWN_GRACE_SECONDS. */
const STOP_GRACE_MS = 40_000;

/** An error that its message explains in full: shown without a stack. */
export class ToolError extends Error {}

/**
 * The Node to run on: the packaged 24, or this one if it is new enough.
 * @throws ToolError with the remedy
 */
export function nodePath() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const packaged = [join(root, 'node_modules', 'node', 'bin', `node${suffix}`)];
  // The package "node" moves its program into place in an install script; without that it lies here.
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  for (const parent of ['node_modules', join('node_modules', 'node', 'node_modules')]) {
    packaged.push(join(root, parent, `node-${platform}-${process.arch}`, 'bin', `node${suffix}`));
    packaged.push(join(root, parent, `node-bin-${platform}-${process.arch}`, 'bin', `node${suffix}`));
  }
  const found = packaged.find((path) => existsSync(path));
  if (found) return found;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1]))
    return process.execPath;
  throw new ToolError(
    `The packaged Node 24 is not there (npm was told not to run install scripts?), and this Node ${process.versions.node} is too old.\n` +
      `Run "npm rebuild node --ignore-scripts=false", or use Node ${NODE_MINIMUM.join('.')} or newer.`,
  );
}

/**
 * Node's own flags per application. The hub lives in little memory: V8 otherwise lets garbage grow to several times of
 * what is in use, and maps of the sources cost 40 MB for traces that bear the functions' names anyway. The two cores it
 * may have are shared with PostgreSQL: threads that collect young garbage side by side would only take turns on them.
 * What they bring is measured by `npm run bench:road`.
 */
export const nodeFlags = {
  hub: [
    '--min-semi-space-size=8',
    '--max-semi-space-size=8',
    '--no-parallel-scavenge',
    '--heap-growing-percent=45',
  ],
};

/**
 * Variables per application, besides those that an operator sets. GNU's `malloc` gives each thread a heap of its own, and
 * what one of them has left lying about serves no other: over 120 000 invoices the hub grew by 30 MB more than with one.
 * Other systems do not know the name.
 */
export const nodeVariables = { hub: { MALLOC_ARENA_MAX: '1' } };

/** Names of variables for programs that run in the checkout. */
export function nodeEnvironment(more = {}) {
  return { ...process.env, NODE_NO_WARNINGS: '1', ...more };
}

/** Runs one program to its end, its output where ours goes. @returns its exit code; 128 + n after signal n */
export async function run(command, parameters, options = {}) {
  const supervisor = new Supervisor();
  const child = supervisor.start(options.name ?? command, command, parameters, options);
  const code = await child.ended;
  await supervisor.stop();
  return code;
}

/**
 * Starts several programs and stops them together: with the first Ctrl-C or SIGTERM in reverse order and politely, with
 * the second at once. No child outlives its supervisor, short of a kill -9.
 */
export class Supervisor {
  #children = [];
  #stopping;
  #onSignal = (signal) => {
    if (this.#stopping) this.#killAll();
    else void this.stop(signal);
  };

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, this.#onSignal);
    process.on('exit', this.#killAll);
  }

  /** True once a signal came or `stop` was called. */
  get stopping() {
    return this.#stopping !== undefined;
  }

  /**
   * @param options env, cwd, stdio (default: inherit), onLine (called for each line of its output instead)
   * @returns `{ pid, ended: Promise<exit code> }`
   */
  start(name, command, parameters, options = {}) {
    const { onLine, env = process.env, cwd = root } = options;
    const stdio = onLine ? ['ignore', 'pipe', 'inherit'] : (options.stdio ?? 'inherit');
    // A group of its own: a Ctrl-C at the terminal reaches us alone, and we stop the children in order.
    const process_ = spawn(command, parameters, { cwd, env, stdio, detached: process.platform !== 'win32' });
    const child = { name, process: process_, running: true };
    child.ended = new Promise((settle) => {
      process_.once('error', (error) => {
        child.running = false;
        process.stderr.write(`${name} could not be started: ${error.message}\n`);
        settle(127);
      });
      process_.once('exit', (code, signal) => {
        child.running = false;
        settle(code ?? 128 + signalNumber(signal));
      });
    });
    if (onLine) eachLine(process_.stdout, onLine);
    this.#children.push(child);
    return { pid: process_.pid, ended: child.ended };
  }

  /** Ends all, the youngest first. Waits for each. */
  stop(signal = 'SIGTERM') {
    this.#stopping ??= this.#stopAll(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    return this.#stopping;
  }

  async #stopAll(signal) {
    for (const child of [...this.#children].reverse()) {
      if (!child.running) continue;
      child.process.kill(signal);
      const timer = setTimeout(() => killGroup(child), STOP_GRACE_MS);
      await child.ended;
      clearTimeout(timer);
    }
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, this.#onSignal);
    process.off('exit', this.#killAll);
  }

  #killAll = () => {
    for (const child of this.#children) if (child.running) killGroup(child);
  };
}

function killGroup(child) {
  try {
    if (process.platform === 'win32') child.process.kill('SIGKILL');
    else process.kill(-child.process.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 1;
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => rest && onLine(rest));
}

/** Runs a tool's main function: its errors become one message and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof ToolError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
