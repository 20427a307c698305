import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findBinaries } from './binaries.js';
import { clusterFolder, ensureCluster, runningServer, startServer, stopServer } from './cluster.js';
import type { ClusterFolder } from './cluster.js';
import { withFolderLock } from './folder-lock.js';
import { isAlive } from './postmaster-pid.js';

export interface EmbeddedPostgresOptions {
  /** The cluster and its passwords lie here, kept between starts. */
  readonly folder: string;
  /** False for throwaway test servers: much faster, and lost with the machine's power. */
  readonly durable: boolean;
}

export interface EmbeddedPostgres {
  /** Administrator's address of the maintenance database `postgres`. Bears a password: never log it. */
  readonly adminUrl: string;
  /** Password for the login that the hub makes for itself in this cluster. */
  readonly loginPassword: string;
  /** True when the server was already running: another hub's, or one left by a hub that was killed. */
  readonly adopted: boolean;
  /** Stops the server, unless another living process still uses it. May be called twice. */
  stop(): Promise<void>;
}

const COMMON_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log may hold neither statements nor their values: they are people's data.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};

const DURABLE_SETTINGS = {
  ...COMMON_SETTINGS,
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '2GB',
};

const THROWAWAY_SETTINGS = {
  ...COMMON_SETTINGS,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  autovacuum: 'on',
};

/**
 * A real PostgreSQL from the npm registry on this folder: started, or taken over when it still runs.
 * Loopback only, on a free port, with generated passwords.
 *
 * @throws EmbeddedPostgresError with the remedy in its message
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = clusterFolder(resolve(options.folder));
  await mkdir(folder.users, { recursive: true, mode: 0o700 });
  return withFolderLock(folder.lock, async () => {
    const binaries = await findBinaries();
    const credentials = await ensureCluster(folder, binaries, options);
    const running = await runningServer(folder);
    const server =
      running ??
      (await startServer(folder, binaries, options.durable ? DURABLE_SETTINGS : THROWAWAY_SETTINGS));
    const mark = join(folder.users, `${process.pid}-${randomUUID()}`);
    await writeFile(mark, '');
    return {
      adminUrl: `postgres://postgres:${credentials.adminPassword}@127.0.0.1:${server.port}/postgres`,
      loginPassword: credentials.loginPassword,
      adopted: running !== undefined,
      stop: () => leave(folder, mark, server.pid),
    };
  });
}

/** The last process that uses the server turns off the light. */
async function leave(folder: ClusterFolder, mark: string, pid: number): Promise<void> {
  await withFolderLock(folder.lock, async () => {
    await rm(mark, { force: true });
    for (const user of await readdir(folder.users)) {
      if (isAlive(Number(user.split('-')[0]))) return;
      await rm(join(folder.users, user), { force: true });
    }
    await stopServer(folder, pid);
  });
}
