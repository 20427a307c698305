import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface NodeProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Node's own flags. */
  readonly flags?: readonly string[];
  /** Takes the output line by line. Default: it is dropped. */
  readonly onLine?: (line: string) => void;
  /** Address that answers 200 when the program can be used; the start waits for it. */
  readonly ready: string;
  readonly readyTimeoutMs?: number;
}

const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 20;
const ERRORS_KEPT = 4_000;

/** A built application in a process of its own, on the Node that runs us. */
export class NodeProcess {
  #errors = '';

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-ERRORS_KEPT);
    });
  }

  /**
   * Starts `dist/apps/<name>/main.js` and waits until it is ready.
   * @throws Error when it ends before, with what it wrote to standard error
   */
  static async start(name: string, options: NodeProcessOptions): Promise<NodeProcess> {
    const program = join(projectFolder, 'dist', 'apps', name, 'main.js');
    if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build".`);
    const child = spawn(process.execPath, [...(options.flags ?? []), program], {
      cwd: projectFolder,
      env: { ...inherited(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new NodeProcess(name, child);
    // Read in any case, or a full pipe would hold the program up.
    createInterface({ input: child.stdout! }).on('line', (line) => options.onLine?.(line));
    await started.#untilReady(options.ready, options.readyTimeoutMs ?? READY_TIMEOUT_MS);
    return started;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** As if the power went: no handler of the process runs. Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Politely; resolves when it has ended. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Most memory that it ever had in use, in MB; undefined where the system does not tell (only Linux does). */
  async peakMemoryMb(): Promise<number | undefined> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
  }

  /** Processor time used so far, in seconds; undefined where the system does not tell. */
  cpuSeconds(): Promise<number | undefined> {
    return cpuSecondsOf(this.pid);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  async #untilReady(address: string, timeoutMs: number): Promise<void> {
    const endsAt = performance.now() + timeoutMs;
    while (performance.now() < endsAt) {
      if (!this.running) throw new Error(`${this.name} ended before it was ready: ${this.#errors}`);
      const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok === true) return;
      await delay(READY_POLL_MS);
    }
    await this.kill();
    throw new Error(`${this.name} was not ready after ${timeoutMs / 1000} s: ${this.#errors}`);
  }
}

/** User and system time of a process on this machine. */
export async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The program's name, in parentheses, may hold blanks; fields are counted behind it. Linux counts in 1/100 s.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Nothing of our own environment that would change what the program does. */
function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'TEMP'];
  const variables: Record<string, string> = { NODE_NO_WARNINGS: '1', TZ: 'UTC' };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

/** A TCP port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('The system gave no port.');
  return address.port;
}
