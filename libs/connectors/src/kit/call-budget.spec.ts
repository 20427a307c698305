import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { RetryableLedgerError } from '../contract/index.js';
import { MemoryCallBudget } from './call-budget.js';

const RULE = { key: 'ledger:1', callsMax: 5, windowMs: 10_000 };

describe('MemoryCallBudget', () => {
  let clock: ManualClock;
  let waits: number[];
  let budget: MemoryCallBudget;

  beforeEach(() => {
    clock = new ManualClock(new Date('2026-11-23T10:00:00Z'));
    waits = [];
    const sleep = (ms: number): Promise<void> => {
      waits.push(ms);
      clock.advanceMs(ms);
      return Promise.resolve();
    };
    budget = new MemoryCallBudget(clock, sleep, { reserve: 0, waitMaxMs: 15_000 });
  });

  const call = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) await budget.acquire(RULE);
  };

  it('lets a window’s calls through and makes the next one wait for the next window', async () => {
    await call(5);
    expect(waits).toEqual([]);
    await call(1);
    expect(waits).toEqual([10_000]);
  });

  it('allows no more across the edge of two windows than inside one', async () => {
    await call(1);
    clock.advanceMs(9_000);
    await call(4);
    clock.advanceMs(1_000);
    await call(1);
    expect(waits).toEqual([]);
    await call(1);
    expect(waits).toEqual([9_000]);
  });

  it('believes the vendor’s headers more than its own count', async () => {
    await call(1);
    budget.observe(RULE, { callsMax: 5, remaining: 1, resetMs: 3_000 });
    await call(2);
    expect(waits).toEqual([3_000]);
  });

  it('keeps everybody waiting after a refusal', async () => {
    budget.pause(RULE, 4_000);
    await call(1);
    expect(waits).toEqual([4_000]);
  });

  it('gives a long wait back instead of sitting through it', async () => {
    budget.pause(RULE, 60_000);
    await expect(budget.acquire(RULE)).rejects.toThrow(RetryableLedgerError);
    expect(waits).toEqual([]);
  });

  it('counts keys apart', async () => {
    await call(5);
    await budget.acquire({ ...RULE, key: 'ledger:2' });
    expect(waits).toEqual([]);
  });

  it('counts a call by what it costs, and what its answer corrects', async () => {
    await budget.acquire(RULE, undefined, 4);
    budget.correct(RULE, -2);
    await budget.acquire(RULE, undefined, 3);
    expect(waits).toEqual([]);
    await budget.acquire(RULE, undefined, 5);
    expect(waits).toEqual([10_000]);
  });
});
