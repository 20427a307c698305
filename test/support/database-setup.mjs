/**
 * Before tests that reach a database. One PostgreSQL server for the whole run: `TEST_DATABASE_URL` (a superuser's address), or a throwaway one of our
 * own. Databases are made per test file, from a template that the first of them migrates (see `database.ts`).
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript-hooks.mjs';
import { bundleSources } from './source-bundle.mjs';
import { bundleVendor } from './vendor-bundle.mjs';

const PREFIX = 'kravhub-test-postgres-';

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
  await sweep(startEmbeddedPostgres);
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({ folder, durable: false });
  process.env.KRAVHUB_TEST_SERVER_URL = server.adminUrl;
  globalThis.kravhubTestServer = { server, folder };
}

/** Servers whose test run was killed: started, so that they are known, and stopped. */
async function sweep(startEmbeddedPostgres) {
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const name of left) {
    if (isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    const folder = join(tmpdir(), name);
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
