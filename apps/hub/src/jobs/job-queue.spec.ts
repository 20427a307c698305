import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import type { CreditorId } from '@app/domain';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { JobQueue, UnknownQueueError } from './job-queue.js';
import { silentObserver } from './job.js';
import { defineQueue } from './queue-definition.js';

const creditor = newId<'CreditorId'>(systemClock) as CreditorId;
const count = defineQueue<{ n: number }>({ name: 'count', retryDelaySeconds: 1 });
const alone = defineQueue<{ n: number }>({ name: 'alone', policy: 'exclusive' });
const hopeless = defineQueue<{ n: number }>({ name: 'hopeless', retryLimit: 0 });

describe('JobQueue', () => {
  let db: TestDatabase;
  const open: JobQueue[] = [];

  beforeEach(async () => {
    db = await createTestDatabase();
  });
  afterEach(async () => {
    for (const queue of open.splice(0)) await queue.stop();
    await db.drop();
  });

  const make = (options: Partial<ConstructorParameters<typeof JobQueue>[0]> = {}): JobQueue => {
    const queue = new JobQueue({ url: db.url, ...options });
    open.push(queue);
    return queue;
  };

  it('runs a job whose transaction committed, and none whose transaction did not', async () => {
    const seen: number[] = [];
    const jobs = make();
    jobs.work(count, async (job) => void seen.push(job.data.n));
    await jobs.start();
    const failing = db.database.asCreditor(creditor, async (tx) => {
      await jobs.send(tx, count, { n: 1 });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await db.database.asCreditor(creditor, (tx) => jobs.send(tx, count, { n: 2 }));
    await db.database.asOperator((tx) => jobs.send(tx, count, { n: 3 }));
    await waitFor('both jobs ran', () => seen.length === 2);
    expect(seen.sort()).toEqual([2, 3]);
  });

  it('works a backlog without waiting between jobs, several at once', async () => {
    let done = 0;
    let running = 0;
    let most = 0;
    const jobs = make();
    jobs.work(
      count,
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        done++;
      },
      { concurrency: 3 },
    );
    await jobs.start();
    const begun = performance.now();
    await db.database.asCreditor(creditor, async (tx) => {
      for (let n = 0; n < 60; n++) await jobs.send(tx, count, { n });
    });
    await waitFor('all 60 jobs were done', () => done === 60);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('needs no second connection inside a transaction', async () => {
    const jobs = make({ poolMax: 1, works: false });
    jobs.declare(count);
    await jobs.start();
    const holders = Array.from({ length: 10 }, (_, n) =>
      db.database.asCreditor(creditor, async (tx) => jobs.send(tx, count, { n })),
    );
    expect((await Promise.all(holders)).every((id) => typeof id === 'string')).toBe(true);
  });

  it('drops an equal job where the policy says so', async () => {
    const jobs = make({ works: false });
    jobs.declare(alone);
    await jobs.start();
    const send = (key: string) =>
      db.database.asCreditor(creditor, (tx) => jobs.send(tx, alone, { n: 1 }, { singletonKey: key }));
    expect(await send('a')).toEqual(expect.any(String));
    expect(await send('a')).toBeUndefined();
    expect(await send('b')).toEqual(expect.any(String));
  });

  it('tries again after a failure, and tells the handler which attempt it is', async () => {
    const attempts: number[] = [];
    const jobs = make();
    jobs.work(count, async (job) => {
      attempts.push(job.attempt);
      if (job.attempt === 1) throw new Error('not yet');
    });
    await jobs.start();
    await db.database.asCreditor(creditor, (tx) => jobs.send(tx, count, { n: 1 }));
    await waitFor('the second attempt came', () => attempts.length === 2);
    expect(attempts).toEqual([1, 2]);
  });

  it('shows what failed for good, without the words of the error, and sends it again', async () => {
    let mended = false;
    const jobs = make({ observer: { ...silentObserver, describe: () => 'TypeError' } });
    jobs.work(hopeless, async () => {
      if (!mended) throw new TypeError('Kari Nordmann owes 100');
    });
    await jobs.start();
    await db.database.asCreditor(creditor, (tx) => jobs.send(tx, hopeless, { n: 7 }));
    const [letter] = await waitFor('the job lay dead', async () => {
      const letters = await jobs.deadLetters(hopeless);
      return letters.length > 0 && letters;
    });
    expect(letter).toMatchObject({ queue: 'hopeless', data: { n: 7 }, reason: 'TypeError' });
    const stored = await db.database.asOperator((tx) =>
      tx.query(`select output::text from pgboss.job where output is not null`),
    );
    expect(JSON.stringify(stored)).not.toContain('Nordmann');
    mended = true;
    expect(await jobs.redrive(hopeless)).toBe(1);
    await waitFor('nothing lay dead', async () =>
      (await jobs.counts()).every((one) => one.dead + one.waiting + one.active === 0),
    );
  });

  it('hands a running job back when the hub stops, and another process finishes it', async () => {
    const begun = Promise.withResolvers<void>();
    const first = make({ shutdownGraceSeconds: 0.2 });
    first.work(count, async () => {
      begun.resolve();
      await new Promise(() => undefined);
    });
    await first.start();
    await db.database.asCreditor(creditor, (tx) => first.send(tx, count, { n: 1 }));
    await begun.promise;
    await first.stop();
    const finished: number[] = [];
    const second = make();
    second.work(count, async (job) => void finished.push(job.attempt));
    await second.start();
    await waitFor('the other process finished it', () => finished.length === 1);
    expect(finished).toEqual([2]);
  });

  it('lets a running job end when it looks at its signal', async () => {
    const begun = Promise.withResolvers<void>();
    let ended = false;
    const jobs = make();
    jobs.work(count, async ({ signal }) => {
      begun.resolve();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      ended = true;
    });
    await jobs.start();
    await db.database.asCreditor(creditor, (tx) => jobs.send(tx, count, { n: 1 }));
    await begun.promise;
    await jobs.stop();
    expect(ended).toBe(true);
  });

  it('leaves a queue that stands as it is, brings a changed one up to date, and refuses another policy', async () => {
    const declared = async (choice: Parameters<typeof defineQueue>[0]) => {
      const jobs = make();
      jobs.declare(defineQueue(choice));
      await jobs.start();
      return db.database.asOperator((tx) =>
        tx.query(`select name, retry_limit, policy, dead_letter, updated_on from pgboss.queue
                   where name like 'kept%' order by name`),
      );
    };
    const made = await declared({ name: 'kept', retryLimit: 1 });
    expect(made).toMatchObject([
      { name: 'kept', retry_limit: 1, policy: 'standard', dead_letter: 'kept.dead' },
      { name: 'kept.dead', retry_limit: 0 },
    ]);
    expect(await declared({ name: 'kept', retryLimit: 1 })).toEqual(made);
    expect(await declared({ name: 'kept', retryLimit: 4 })).toMatchObject([{ retry_limit: 4 }, made[1]!]);
    await expect(declared({ name: 'kept', policy: 'exclusive' })).rejects.toThrow('needs a new name');
  });

  it('closes its connections when a queue was refused, as when it runs', async () => {
    const connections = async (): Promise<number> => {
      const rows = await db.database.asOperator((tx) =>
        tx.query<{ many: number }>(
          `select count(*)::int as many from pg_stat_activity
           where datname = current_database() and application_name = 'kravhub-jobs'`,
        ),
      );
      return rows[0]?.many ?? 0;
    };
    const first = make({ works: false });
    first.declare(defineQueue({ name: 'closed' }));
    await first.start();
    const refused = make({ works: false });
    refused.declare(defineQueue({ name: 'closed', policy: 'exclusive' }));
    await expect(refused.start()).rejects.toThrow('needs a new name');
    expect(await connections()).toBeGreaterThan(1);
    for (const jobs of [refused, first]) await jobs.stop();
    await waitFor('all connections were closed', async () => (await connections()) === 0);
  });

  it('refuses a queue that nobody declared', async () => {
    const jobs = make({ works: false });
    await jobs.start();
    const sending = db.database.asCreditor(creditor, (tx) => jobs.send(tx, count, { n: 1 }));
    await expect(sending).rejects.toBeInstanceOf(UnknownQueueError);
  });

  it("keeps a creditor's transaction from reading jobs", async () => {
    const reading = db.database.asCreditor(creditor, (tx) => tx.query('select data from pgboss.job'));
    await expect(reading).rejects.toMatchObject({ code: '42501' });
  });
});
