import { rm } from 'node:fs/promises';
import './typescript-hooks.mjs';

export default async function databaseTeardown() {
  const started = globalThis.kravhubTestServer;
  if (started) {
    await started.server.stop();
    await rm(started.folder, { recursive: true, force: true });
    return;
  }
  // A server that is not ours keeps nothing of this run but the roles.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: process.env.KRAVHUB_TEST_SERVER_URL });
  await client.connect();
  const prefix = `kravhub_test_${process.env.KRAVHUB_TEST_RUN}_`;
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [
    prefix,
  ]);
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  await client.end();
}
