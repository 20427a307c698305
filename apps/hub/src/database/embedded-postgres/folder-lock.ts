import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isAlive } from './postmaster-pid.js';
import { waitUntil } from './wait.js';

/** Starting includes `initdb` and crash recovery on a slow disk. */
const LOCK_TIMEOUT_MS = 120_000;

/**
 * Runs `work` while no other process starts or stops the server of the same folder. A lock left by a
 * process that was killed is taken over.
 */
export async function withFolderLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const taken = await waitUntil(() => tryTake(path), LOCK_TIMEOUT_MS);
  if (!taken) {
    throw new EmbeddedPostgresError(
      `Another process has held ${path} for more than ${LOCK_TIMEOUT_MS / 1000} s.`,
      'Stop the other hub on this folder, or set DATA_DIR to a folder of its own.',
    );
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
    heldHere.delete(path);
  }
}

/** Locks that this process holds: its own id in the file then means "held", not "left by an earlier process". */
const heldHere = new Set<string>();

async function tryTake(path: string): Promise<boolean> {
  if (heldHere.has(path)) return false;
  heldHere.add(path);
  const draft = `${path}.${randomUUID()}`;
  try {
    // Linked when complete, so that nobody ever reads a lock without its holder.
    await writeFile(draft, String(process.pid), { mode: 0o600 });
    await link(draft, path);
    return true;
  } catch (error) {
    heldHere.delete(path);
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
  if (holder > 0 && (holder === process.pid || !isAlive(holder))) await rm(path, { force: true });
  return false;
}
