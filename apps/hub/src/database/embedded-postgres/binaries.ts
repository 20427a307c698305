import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** PostgreSQL refuses to run as root; this is `nobody` on every Linux we know. */
const UNPRIVILEGED_ID = 65534;

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Set when the programs must run as another user than ours. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * Finds the packaged PostgreSQL and makes it runnable for the user it has to run as.
 *
 * As root the server runs as `nobody`, who may not be able to enter the folder of `node_modules`. Then the
 * programs are copied once (60 MB) to a folder that everyone can read and only root can write, and used
 * again at the next start.
 *
 * @throws EmbeddedPostgresError when this platform has no packaged server
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const native = packagedFolder();
  const isRoot = process.getuid?.() === 0;
  if (isRoot && process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      'PostgreSQL does not run as root, and only on Linux can the hub start it as another user.',
      'Start the hub as an ordinary user, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    );
  }
  const user = isRoot ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : undefined;
  const hydrated = await hydrateLinks(native);
  if (hydrated && runs(native, user)) return binariesIn(native, user);
  for (const parent of [tmpdir(), '/var/tmp', '/var/lib']) {
    const copy = await copyTo(parent, native).catch(() => undefined);
    if (copy !== undefined && runs(copy, user)) return binariesIn(copy, user);
  }
  throw new EmbeddedPostgresError(
    `The packaged PostgreSQL in ${native} cannot be run here (no folder found from which programs may be started).`,
    'Set DATABASE_URL to a PostgreSQL server (15 or newer), or allow programs to be run from the temporary folder.',
  );
}

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new EmbeddedPostgresError(
      `No PostgreSQL is packaged for this machine: ${name} is not installed.`,
      'Run "npm ci" without --omit=optional; on a platform that the package does not serve, set DATABASE_URL to a PostgreSQL server (15 or newer).',
      { cause: error },
    );
  }
}

function binariesIn(folder: string, user: PostgresBinaries['user']): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const programs = {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  };
  return user ? { ...programs, user } : programs;
}

function runs(folder: string, user: PostgresBinaries['user']): boolean {
  const { postgres } = binariesIn(folder, user);
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/', env: {}, stdio: 'ignore' }).status === 0;
}

/**
 * The package lists its symbolic links in a file and makes them in an install script, which npm may have
 * been told not to run. @returns false when a link is missing and cannot be made here
 */
async function hydrateLinks(native: string): Promise<boolean> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(listed) as { source: string; target: string }[]) {
    // `native/...` is how the list names the folder, also where a copy bears another name.
    const place = join(native, relative('native', link.target));
    if (
      await lstat(place).then(
        () => true,
        () => false,
      )
    )
      continue;
    const made = await symlink(relative(dirname(link.target), link.source), place).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
    );
    if (!made) return false;
  }
  return true;
}

async function copyTo(parent: string, native: string): Promise<string> {
  const version = await readFile(join(dirname(native), 'package.json'), 'utf8');
  const uid = process.getuid?.() ?? 0;
  const key = createHash('sha256').update(version).digest('hex').slice(0, 12);
  const place = join(parent, `kravhub-postgresql-${uid}-${key}`);
  if (await isOurs(place, uid)) return place;
  // Made under a name nobody can guess, then moved: a folder of the final name is always complete.
  const draft = await mkdtemp(join(parent, 'kravhub-postgresql-draft-'));
  try {
    await mkdir(join(draft, 'native'));
    await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await hydrateLinks(join(draft, 'native'));
    await chmod(join(draft, 'native'), 0o755);
    await rename(join(draft, 'native'), place).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was first: its copy is as good as ours, if it is ours.
      if (!(await isOurs(place, uid))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return place;
}

/** Only a folder that no other user can have filled is trusted. */
async function isOurs(place: string, uid: number): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  const link = await lstat(place).catch(() => undefined);
  return (
    found !== undefined && link?.isDirectory() === true && found.uid === uid && (found.mode & 0o022) === 0
  );
}
