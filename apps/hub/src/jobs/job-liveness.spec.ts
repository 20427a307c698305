import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { JobLiveness } from './job-liveness.js';
import { JobQueue } from './job-queue.js';
import { defineQueue } from './queue-definition.js';

const slow = defineQueue<{ n: number }>({ name: 'slow', policy: 'exclusive', retryLimit: 0 });
const JOB = '0190e0a0-0000-7000-8000-000000000001';

describe('jobs of a process that was killed', () => {
  let db: TestDatabase;
  const queues: JobQueue[] = [];
  const sessions: JobLiveness[] = [];

  beforeEach(async () => {
    db = await createTestDatabase();
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.stop();
    for (const session of sessions.splice(0)) await session.stop();
    await db.drop();
  });

  const live = async (): Promise<JobLiveness> => {
    const session = new JobLiveness(db.url, () => undefined);
    sessions.push(session);
    await session.start();
    return session;
  };

  it('belong to it while its session lives, and to whoever asks first afterwards', async () => {
    const [dying, second, third] = [await live(), await live(), await live()];
    await dying.hold(JOB, 'slow');
    await expect(second.orphans()).resolves.toEqual([]);

    await dying.stop();
    const found = await waitFor('the lock is free', async () => {
      const orphans = [...(await second.orphans()), ...(await third.orphans())];
      return orphans.length > 0 ? orphans : undefined;
    });
    expect(found).toEqual([{ id: JOB, queue: 'slow' }]);
    await expect(third.orphans()).resolves.toEqual([]);
  });

  it('are run again by another process at once, whatever their limit of retries', async () => {
    let begun = 0;
    let finish = (): void => undefined;
    const first = new JobQueue({ url: db.url, shutdownGraceSeconds: 1 });
    queues.push(first);
    first.work(slow, async () => {
      begun += 1;
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await first.start();
    await db.database.asOperator((tx) => first.send(tx, slow, { n: 1 }, { singletonKey: 'a' }));
    await waitFor('the job runs', () => begun === 1);

    // The server ends the session as it would when the process is killed; the job's own row still says "active".
    await db.database.dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'kravhub-liveness'`,
    );
    const attempts: number[] = [];
    const second = new JobQueue({ url: db.url });
    queues.push(second);
    second.work(slow, async ({ attempt }) => void attempts.push(attempt));
    await second.start();
    await waitFor('the job ran in the other process', () => attempts.length === 1);
    // pg-boss counts the attempt that was killed.
    expect(attempts).toEqual([2]);
    finish();
  });
});
