import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import type { CreditorId } from '@app/domain';
import { SchedulerRegistry } from '@nestjs/schedule';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { assertFencing, LeaseKeeper, LeaseLostError } from './lease-keeper.js';
import { Scheduler } from './scheduler.js';

describe('leases', () => {
  let db: TestDatabase;
  let other: Database;
  let one: LeaseKeeper;
  let two: LeaseKeeper;

  beforeEach(async () => {
    db = await createTestDatabase();
    const dataSource = createDataSource({ url: db.url, poolMax: 2 });
    await dataSource.initialize();
    other = new Database(dataSource);
    one = new LeaseKeeper(db.database, 'one');
    two = new LeaseKeeper(other, 'two');
  });
  afterEach(async () => {
    await other.close();
    await db.drop();
  });

  const expire = () =>
    db.database.asOperator((tx) => tx.query('update lease set expires_at = clock_timestamp()'));

  it('have one holder at a time, and a higher token for each', async () => {
    const taken = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 ? one : two).tryAcquire('work', 60)),
    );
    expect(taken.filter((lease) => lease !== undefined)).toEqual([{ name: 'work', token: 1n }]);
    await expire();
    expect(await two.tryAcquire('work', 60)).toEqual({ name: 'work', token: 2n });
  });

  it('fence off a holder that overslept, in the transaction of its write', async () => {
    const slow = (await one.tryAcquire('work', 60))!;
    await expire();
    const fast = (await two.tryAcquire('work', 60))!;
    await expect(db.database.asOperator((tx) => assertFencing(tx, slow))).rejects.toBeInstanceOf(
      LeaseLostError,
    );
    await expect(one.renew(slow, 60)).rejects.toBeInstanceOf(LeaseLostError);
    await one.release(slow);
    await other.asOperator((tx) => assertFencing(tx, fast));
    const creditor = newId<'CreditorId'>(systemClock) as CreditorId;
    await other.asCreditor(creditor, (tx) => assertFencing(tx, fast));
  });

  it('let two schedulers never run the same work at once, nor more often than its pause', async () => {
    let running = 0;
    let runs = 0;
    const schedulers = [one, two].map((keeper) => {
      const scheduler = new Scheduler(keeper, new SchedulerRegistry(), { tickSeconds: 60, active: true });
      scheduler.every({
        name: 'due',
        seconds: 60,
        run: async () => {
          expect(++running).toBe(1);
          await db.database.asOperator((tx) => tx.query('select 1'));
          running--;
          runs++;
        },
      });
      return scheduler;
    });
    const tickBoth = () => Promise.all(schedulers.map((scheduler) => scheduler.tick()));
    for (let turn = 0; turn < 5; turn++) await tickBoth();
    expect(runs).toBe(1);
    for (let turn = 0; turn < 5; turn++) {
      await expire();
      await tickBoth();
    }
    expect(runs).toBeGreaterThanOrEqual(6);
    expect(runs).toBeLessThanOrEqual(11);
  });

  it('are looked at once a tick: what is not due costs no transaction', async () => {
    const scheduler = new Scheduler(one, new SchedulerRegistry(), { tickSeconds: 60, active: true });
    for (let work = 0; work < 9; work++)
      scheduler.every({ name: `work-${work}`, seconds: 60, run: async () => undefined });
    await scheduler.tick();
    const transactions = jest.spyOn(db.database, 'asOperator');
    await scheduler.tick();
    expect(transactions).toHaveBeenCalledTimes(1);
    expect(await one.held(['work-1', 'work-8', 'other'])).toEqual(new Set(['work-1', 'work-8']));
  });

  it('that cannot be looked at fail no tick: the next one finds what is due', async () => {
    let runs = 0;
    const scheduler = new Scheduler(one, new SchedulerRegistry(), { tickSeconds: 60, active: true });
    scheduler.every({ name: 'due', seconds: 60, run: async () => void runs++ });
    jest.spyOn(one, 'held').mockRejectedValueOnce(new Error('The server is away.'));
    await scheduler.tick();
    expect(runs).toBe(0);
    await scheduler.tick();
    expect(runs).toBe(1);
  });

  it('are not taken for ever by work that fails', async () => {
    const scheduler = new Scheduler(one, new SchedulerRegistry(), { tickSeconds: 60, active: true });
    let runs = 0;
    scheduler.every({
      name: 'broken',
      seconds: 60,
      run: async () => {
        runs++;
        throw new Error('broken');
      },
    });
    scheduler.every({ name: 'sound', seconds: 60, run: async () => void runs++ });
    await scheduler.tick();
    await expire();
    await scheduler.tick();
    expect(runs).toBe(4);
  });
});
