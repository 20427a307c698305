import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key file is open to others; using it would only pretend to protect. */
export class ExposedKeyFileError extends Error {
  constructor(path: string) {
    super(
      `${path} can be read by other users. Run: chmod 600 ${path}. If anyone may have read it, add a new key in front and rotate.`,
    );
    this.name = 'ExposedKeyFileError';
  }
}

/**
 * The text for SECRET_KEYS that belongs to an embedded database: read from `secret-keys` in the data folder, made at the
 * first start. Without this file the credentials in the database are lost: back it up, apart from the database.
 */
export async function readOrMakeKeyFile(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'secret-keys');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    // Linked when complete: a crash never leaves half a key, and two starts at once agree on one.
    await writeFile(draft, `k1:${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
    throw new ExposedKeyFileError(path);
  return (await readFile(path, 'utf8')).trim();
}
