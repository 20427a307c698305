import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isAlive, isPostgresProcess, readPostmasterPid } from './postmaster-pid.js';
import { waitUntil } from './wait.js';

/** The data format of the packaged server. */
const MAJOR_VERSION = '18';
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
const PORT_ATTEMPTS_MAX = 3;
const LOG_TAIL_LINES = 15;

/** Where the files of one cluster lie. All but `data` belong to the hub's own user. */
export interface ClusterFolder {
  readonly root: string;
  readonly data: string;
  /** Passwords of the administrator and of the hub's login; mode 0600. Written when `initdb` is done, so it marks a complete cluster. */
  readonly credentials: string;
  readonly log: string;
  readonly users: string;
  readonly lock: string;
}

export interface ClusterCredentials {
  readonly adminPassword: string;
  readonly loginPassword: string;
}

export function clusterFolder(root: string): ClusterFolder {
  return {
    root,
    data: join(root, 'data'),
    credentials: join(root, 'credentials.json'),
    log: join(root, 'server.log'),
    users: join(root, 'users'),
    lock: join(root, 'start.lock'),
  };
}

/** The cluster's passwords; makes the cluster first when there is none. */
export async function ensureCluster(
  folder: ClusterFolder,
  binaries: PostgresBinaries,
  options: { durable: boolean },
): Promise<ClusterCredentials> {
  const stored = await readFile(folder.credentials, 'utf8').catch(() => undefined);
  if (stored !== undefined) {
    const version = (await readFile(join(folder.data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
    if (version !== MAJOR_VERSION) {
      throw new EmbeddedPostgresError(
        `${folder.data} holds ${version === '' ? 'no cluster' : `a cluster of PostgreSQL ${version}`}, and the packaged server is PostgreSQL ${MAJOR_VERSION}.`,
        'Restore the folder from your backup, or set DATA_DIR to an empty folder to start anew.',
      );
    }
    return JSON.parse(stored) as ClusterCredentials;
  }
  await setAsideUnfinished(folder);
  await mkdir(folder.data, { recursive: true, mode: 0o700 });
  const credentials: ClusterCredentials = { adminPassword: password(), loginPassword: password() };
  await initialise(folder, binaries, credentials, options);
  await writeFile(`${folder.credentials}.draft`, JSON.stringify(credentials), { mode: 0o600 });
  await rename(`${folder.credentials}.draft`, folder.credentials);
  return credentials;
}

function password(): string {
  return randomBytes(24).toString('base64url');
}

/** An `initdb` that was killed leaves a folder that never held a row. Moved, not removed: data is never deleted here. */
async function setAsideUnfinished(folder: ClusterFolder): Promise<void> {
  if (!(await stat(folder.data).catch(() => undefined))) return;
  await rename(folder.data, `${folder.data}.unfinished-${randomBytes(4).toString('hex')}`);
}

async function initialise(
  folder: ClusterFolder,
  binaries: PostgresBinaries,
  credentials: ClusterCredentials,
  options: { durable: boolean },
): Promise<void> {
  const { user } = binaries;
  const passwordFile = join(tmpdir(), `kravhub-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, credentials.adminPassword, { mode: 0o600, flag: 'wx' });
  try {
    if (user) {
      await chown(folder.data, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await chmod(folder.data, 0o700);
    const result = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${dataArgument(folder, binaries)}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(options.durable ? [] : ['--no-sync']),
      ],
      { ...user, cwd: folder.data, env: serverEnvironment(), encoding: 'utf8' },
    );
    if (result.status !== 0) {
      throw new EmbeddedPostgresError(
        `initdb failed: ${(result.stderr || result.error?.message) ?? 'no message'}`.trim(),
        `Check that ${folder.root} is on a disk with free space, or set DATABASE_URL to a PostgreSQL server.`,
      );
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * As another user, the server may not be able to enter the folders above its data (`/root/…`). A process may
 * however always enter the folder it stands in: Node changes into it before it gives up its rights, and Linux
 * lends that folder a name, `/proc/self/cwd`. So the data stays where the user wants it.
 */
function dataArgument(folder: ClusterFolder, binaries: PostgresBinaries): string {
  return binaries.user ? '/proc/self/cwd' : folder.data;
}

/** Nothing of ours leaks into the server: its own environment variables (PGDATA, PGPORT, …) would change what it does. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const platform = process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : { PATH: '/usr/bin:/bin' };
  return { ...platform, TZ: 'UTC', LC_ALL: 'C' };
}

/** A server that an earlier process left running on this folder, waited for until it takes connections or is gone. */
export async function runningServer(
  folder: ClusterFolder,
): Promise<{ pid: number; port: number } | undefined> {
  const found = await readPostmasterPid(folder.data);
  if (!found || !isAlive(found.pid)) return undefined;
  if ((await isPostgresProcess(found.pid)) === false) {
    // The machine restarted and gave the id to a stranger; the server would refuse to start beside the file.
    await rm(join(folder.data, 'postmaster.pid'), { force: true });
    return undefined;
  }
  let current = found;
  const settled = await waitUntil(async () => {
    const now = await readPostmasterPid(folder.data);
    if (!now || !isAlive(now.pid)) return true;
    current = now;
    return now.status === 'ready';
  }, START_TIMEOUT_MS);
  if (!settled) await stopServer(folder, current.pid);
  const ready = await readPostmasterPid(folder.data);
  return ready && ready.status === 'ready' && isAlive(ready.pid) ? ready : undefined;
}

/** Starts the server on a free port of the loopback interface and waits until it takes connections. */
export async function startServer(
  folder: ClusterFolder,
  binaries: PostgresBinaries,
  settings: Readonly<Record<string, string>>,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = await open(folder.log, 'w', 0o600);
    const child = spawn(
      binaries.postgres,
      [
        '-D',
        dataArgument(folder, binaries),
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // Detached: a Ctrl-C at the terminal reaches the hub, which stops the server last.
      {
        ...binaries.user,
        cwd: folder.data,
        env: serverEnvironment(),
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    let failed = false;
    child.once('error', () => (failed = true));
    child.once('exit', () => (failed = true));
    child.unref();
    await log.close();
    const settled = await waitUntil(async () => {
      if (failed) return true;
      const found = await readPostmasterPid(folder.data);
      return found?.pid === child.pid && found?.status === 'ready';
    }, START_TIMEOUT_MS);
    if (settled && !failed && child.pid !== undefined) return { pid: child.pid, port };
    if (!settled) child.kill('SIGKILL');
    const tail = await logTail(folder);
    if (attempt < PORT_ATTEMPTS_MAX && /could not (bind|create any TCP)/.test(tail)) continue;
    throw new EmbeddedPostgresError(
      `PostgreSQL did not start on ${folder.data}. Its last words:\n${tail}\n`,
      'Mend what it names, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    );
  }
}

/** Fast shutdown: open transactions are rolled back, the log is flushed. Immediate when it takes too long; nothing committed is lost either way. */
export async function stopServer(folder: ClusterFolder, pid: number): Promise<void> {
  // The id may have been given to another process; then the file names another or is gone.
  const isGone = async () => (await readPostmasterPid(folder.data))?.pid !== pid || !isAlive(pid);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (await isGone()) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await waitUntil(isGone, STOP_TIMEOUT_MS)) return;
  }
}

async function logTail(folder: ClusterFolder): Promise<string> {
  const text = await readFile(folder.log, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
}
