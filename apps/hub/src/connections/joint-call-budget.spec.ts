import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RetryableLedgerError } from '@app/connectors';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { sleep } from '../config/sleep.js';
import { JointCallBudget, type JointCallBudgetOptions } from './joint-call-budget.js';

describe('JointCallBudget', () => {
  let db: TestDatabase;
  let key = 'k0';
  let keys = 0;

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(() => {
    keys += 1;
    key = `k${keys}`;
  });

  const process = (options: JointCallBudgetOptions = {}): JointCallBudget =>
    new JointCallBudget(db.database, sleep, options);
  /** Tells each round trip. Time stands still: a chunk that ends with its slice of time would be fetched anew. */
  const telling = (onRoundTrip: () => void): JointCallBudget => {
    const asOperator: typeof db.database.asOperator = (work) => {
      onRoundTrip();
      return db.database.asOperator(work);
    };
    const still = { monotonicMs: () => 1_000, sharedNowMs: () => 1_800_000_000_000 };
    return new JointCallBudget({ asOperator }, sleep, still);
  };

  it('never lets more calls through in any window than the vendor allows, over several processes', async () => {
    const rule = { key, callsMax: 12, windowMs: 250 };
    const processes = [process(), process(), process()];
    const calls: number[] = [];
    const worker = async (budget: JointCallBudget): Promise<void> => {
      // By number, not by time: a slow machine makes as many.
      while (calls.length < 40) {
        await budget.acquire(rule);
        calls.push(performance.now());
      }
    };
    await Promise.all([...processes, ...processes].map(worker));
    calls.sort((a, b) => a - b);
    const worst = Math.max(
      ...calls.map((from) => calls.filter((at) => at >= from && at < from + rule.windowMs).length),
    );
    expect(worst).toBeLessThanOrEqual(rule.callsMax);
  });

  it('fetches permits in chunks that grow while they are used up', async () => {
    const rule = { key, callsMax: 1_000, windowMs: 600_000 };
    let roundTrips = 0;
    const budget = telling(() => (roundTrips += 1));
    for (let call = 0; call < 100; call += 1) await budget.acquire(rule);
    expect(roundTrips).toBeLessThan(16);
    const [row] = await db.database.asOperator((tx) =>
      tx.query<{ used: number[] }>(`select used from call_budget where key = $1`, [key]),
    );
    const counted = row?.used.reduce((total, used) => total + used, 0) ?? 0;
    expect(counted).toBeGreaterThanOrEqual(100);
    expect(counted).toBeLessThanOrEqual(110);
  });

  it('fetches the next chunk while the last call of this one is under way, for who calls without a pause', async () => {
    const rule = { key, callsMax: 1_000, windowMs: 600_000 };
    const asked = [1, 2, 3, 4].map(() => Promise.withResolvers<void>());
    let roundTrips = 0;
    const budget = telling(() => {
      asked[roundTrips]?.resolve();
      roundTrips += 1;
    });
    // Chunks of one, two and four.
    for (let call = 0; call < 6; call += 1) await budget.acquire(rule);
    expect(roundTrips).toBe(3);
    await budget.acquire(rule);
    await asked[3]?.promise;
    for (let call = 0; call < 8; call += 1) await budget.acquire(rule);
    expect(roundTrips).toBe(5);
  });

  it('gives the slot away when the wait would be long', async () => {
    const rule = { key, callsMax: 1, windowMs: 60_000 };
    await process().acquire(rule);
    const waiting = process({ waitMaxMs: 1_000 }).acquire(rule);
    await expect(waiting).rejects.toBeInstanceOf(RetryableLedgerError);
    const error: unknown = await waiting.catch((thrown: unknown) => thrown);
    const { retryAfterMs } = error as RetryableLedgerError;
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(66_000);
  });

  it('stops every process when the vendor says that it was too fast', async () => {
    // Slices so long that none ends within the test: with no patience, a permit that lapses on the way is a refusal.
    const rule = { key, callsMax: 100, windowMs: 600_000 };
    const [first, second] = [process({ waitMaxMs: 0 }), process({ waitMaxMs: 0 })];
    await Promise.all([first.acquire(rule), second.acquire(rule)]);
    first.pause(rule, 30_000);
    await first.settled();
    await expect(first.acquire(rule)).rejects.toBeInstanceOf(RetryableLedgerError);
    await expect(process({ waitMaxMs: 0 }).acquire(rule)).rejects.toBeInstanceOf(RetryableLedgerError);
  });

  it('lets the vendor’s count outrank ours in every process', async () => {
    const rule = { key, callsMax: 100, windowMs: 600_000 };
    const [first, second] = [process({ waitMaxMs: 0 }), process({ waitMaxMs: 0 })];
    await first.acquire(rule);
    first.observe(rule, { callsMax: 100, remaining: 5, resetMs: 20_000 });
    await first.settled();
    for (let call = 0; call < 3; call += 1) await second.acquire(rule);
    await expect(second.acquire(rule)).rejects.toBeInstanceOf(RetryableLedgerError);
    await expect(first.acquire(rule)).rejects.toBeInstanceOf(RetryableLedgerError);
  });

  it('waits until the vendor’s reset where that is near', async () => {
    const rule = { key, callsMax: 100, windowMs: 1_000 };
    const budget = process();
    budget.observe(rule, { remaining: 0, resetMs: 120 });
    const startedAt = performance.now();
    await budget.acquire(rule);
    expect(performance.now() - startedAt).toBeGreaterThan(80);
  });

  it('writes nothing while plenty is left', async () => {
    const rule = { key, callsMax: 100, windowMs: 10_000 };
    const budget = process();
    budget.observe(rule, { callsMax: 100, remaining: 90, resetMs: 5_000 });
    await budget.settled();
    let writes = 0;
    const counting = new JointCallBudget(
      { asOperator: (work) => ((writes += 1), db.database.asOperator(work)) },
      sleep,
    );
    counting.observe(rule, { remaining: 80, resetMs: 5_000 });
    await counting.settled();
    expect(writes).toBe(0);
  });

  it('holds a vendor’s word in this process when it cannot be stored, and says so', async () => {
    const lost: unknown[] = [];
    const down = { asOperator: (): Promise<never> => Promise.reject(new Error('database away')) };
    const budget = new JointCallBudget(down, sleep, {
      waitMaxMs: 0,
      onLostNews: (error) => lost.push(error),
    });
    budget.pause({ key, callsMax: 100, windowMs: 1_000 }, 5_000);
    await budget.settled();
    expect(lost).toHaveLength(1);
    await expect(budget.acquire({ key, callsMax: 100, windowMs: 1_000 })).rejects.toBeInstanceOf(
      RetryableLedgerError,
    );
  });

  it('stops waiting when the work is called off', async () => {
    const rule = { key, callsMax: 1, windowMs: 5_000 };
    const budget = process();
    await budget.acquire(rule);
    const stop = new AbortController();
    const waiting = budget.acquire(rule, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toBeInstanceOf(RetryableLedgerError);
  });

  it('counts calls by what they cost, and what an answer corrects', async () => {
    const rule = { key, callsMax: 100, windowMs: 600_000 };
    const budget = process();
    const used = async (): Promise<number> => {
      const [row] = await db.database.asOperator((tx) =>
        tx.query<{ used: number[] }>(`select used from call_budget where key = $1`, [key]),
      );
      return row?.used.reduce((total, one) => total + one, 0) ?? 0;
    };
    await budget.acquire(rule, undefined, 40);
    expect(await used()).toBe(40);
    budget.correct(rule, 20);
    await budget.acquire(rule, undefined, 10);
    expect(await used()).toBe(70);
    budget.correct(rule, -10);
    await budget.acquire(rule, undefined, 30);
    expect(await used()).toBe(90);
    await expect(process().acquire(rule, undefined, 30)).rejects.toThrow(RetryableLedgerError);
  });
});
