import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitFor } from '../../../../../test/support/wait-for.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isAlive, readPostmasterPid } from './postmaster-pid.js';

describe('the packaged PostgreSQL', () => {
  let parent: string;
  let folder: string;
  const started: EmbeddedPostgres[] = [];

  beforeEach(async () => {
    // As under /root: no other user may enter the folder in which the data lies.
    parent = await mkdtemp(join(tmpdir(), 'kravhub-embedded-'));
    await chmod(parent, 0o700);
    folder = join(parent, 'deep', 'postgresql');
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
    await rm(parent, { recursive: true, force: true });
  });

  const start = async (): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ folder, durable: true });
    started.push(server);
    return server;
  };
  const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const serverPid = async (): Promise<number> => (await readPostmasterPid(join(folder, 'data')))!.pid;

  it('keeps its data between starts, in the folder it was given, with durable settings', async () => {
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 42 as answer');
    const pid = await serverPid();
    await first.stop();
    await waitFor('the server was gone', () => !isAlive(pid));
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.adminUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(
      await query(
        second.adminUrl,
        `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens`,
      ),
    ).toEqual([{ fsync: 'on', listens: '127.0.0.1' }]);
  });

  it('asks for its password', async () => {
    const server = await start();
    const wrong = new URL(server.adminUrl);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is taken over when the hub was killed and it still runs', async () => {
    const hooks = join(process.cwd(), 'test/support/typescript-hooks.mjs');
    const module = join(process.cwd(), 'apps/hub/src/database/embedded-postgres/embedded-postgres.ts');
    const script = `await import(${JSON.stringify(hooks)}); const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
      await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: true }); console.log('up'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    const pid = await serverPid();
    const gone = once(other, 'exit');
    other.kill('SIGKILL');
    await gone;
    expect(isAlive(pid)).toBe(true);
    const mine = await start();
    expect([mine.adopted, await serverPid()]).toEqual([true, pid]);
    await mine.stop();
    await waitFor('the server was gone', () => !isAlive(pid));
  });

  it('runs on until the last of its users has gone', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
    await one.stop();
    expect(await query(two.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    const pid = await serverPid();
    await two.stop();
    await waitFor('the server was gone', () => !isAlive(pid));
  });

  it('recovers from a kill of the server itself', async () => {
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 1 as one');
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    await waitFor('the server was gone', () => !isAlive(pid));
    const second = await start();
    expect(await query(second.adminUrl, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('is not misled by a pid file whose number now belongs to another process', async () => {
    const first = await start();
    await first.stop();
    await writeFile(
      join(folder, 'data', 'postmaster.pid'),
      `${process.ppid}\n/x\n1\n1\n\n127.0.0.1\n\nready\n`,
    );
    const second = await start();
    expect(await query(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('never deletes what it does not know: an unfinished cluster is set aside', async () => {
    await mkdir(join(folder, 'data'), { recursive: true });
    await writeFile(join(folder, 'data', 'somebody'), 'was here');
    await start();
    expect((await readdir(folder)).some((name) => name.startsWith('data.unfinished-'))).toBe(true);
  });

  it('refuses the data of another major version, and says what to do', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(folder, 'data', 'PG_VERSION'), '17\n');
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbeddedPostgresError);
    expect(String(failure)).toContain('PostgreSQL 17');
  });
});
