/**
 * Before tests that reach a database. One PostgreSQL server for the whole run: `TEST_DATABASE_URL` (a superuser's address), or a throwaway one of our
 * own. Databases are made per test file, from a template that the first of them migrates (see `database.ts`).
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript-hooks.mjs';
import { bundleSources } from './source-bundle.mjs';
import { bundleVendor } from './vendor-bundle.mjs';

const PREFIX = 'kravhub-test-postgres-';
/** Linux's folder in memory. A database is nearly nine hundred files: made there in a twentieth of the time, for each spec. */
const IN_MEMORY = '/dev/shm';
/** What a run needs at most, its write-ahead log included, and as much again for the machine. */
const FREE_BYTES_MIN = 8e9;

export default async function databaseSetup() {
  await bundleVendor();
  await bundleSources();
  process.env.KRAVHUB_TEST_RUN = randomBytes(4).toString('hex');
  if (process.env.TEST_DATABASE_URL) {
    process.env.KRAVHUB_TEST_SERVER_URL = process.env.TEST_DATABASE_URL;
    return;
  }
  const { startEmbeddedPostgres } =
    await import('../../apps/hub/src/database/embedded-postgres/embedded-postgres.ts');
  for (const parent of new Set([tmpdir(), IN_MEMORY])) await sweep(parent, startEmbeddedPostgres);
  const folder = await mkdtemp(join(await roomFor(), `${PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({ folder, durable: false });
  process.env.KRAVHUB_TEST_SERVER_URL = server.adminUrl;
  // Nothing is written twice; on a server that keeps its data, it would have to be flushed each time.
  process.env.KRAVHUB_TEST_STRATEGY = 'file_copy';
  globalThis.kravhubTestServer = { server, folder };
}

async function roomFor() {
  const free = await statfs(IN_MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return Math.min(free, freemem()) >= FREE_BYTES_MIN ? IN_MEMORY : tmpdir();
}

/** Servers whose test run was killed: started, so that they are known, and stopped. */
async function sweep(parent, startEmbeddedPostgres) {
  const left = (await readdir(parent).catch(() => [])).filter((name) => name.startsWith(PREFIX));
  for (const name of left) {
    if (isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    const folder = join(parent, name);
    const server = await startEmbeddedPostgres({ folder, durable: false }).catch(() => undefined);
    await server?.stop();
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
