import { describe, expect, it } from '@jest/globals';
import { proveMoney } from './money/model-run.js';

/** `npm run proof:money` plays ten thousand operations over a hundred seeds. */
const SEEDS = [1, 2, 3, 4, 5];
const OPERATIONS = 1_000;

describe('random operations on claims, ledgers and client money', () => {
  it.each(SEEDS)('seed %i: everything agrees, and no account ever holds less than nothing', (seed) => {
    const { violations, operations, byName, settlements, entries, checks } = proveMoney(seed, OPERATIONS);
    expect(violations).toEqual([]);
    expect(operations).toBe(OPERATIONS);
    expect(checks).toBeGreaterThan(3);
    expect(Math.min(settlements, entries)).toBeGreaterThan(100);
    // A way of paying that never happened would prove nothing.
    for (const name of ['pay', 'part-pay', 'overpay', 'split', 'credit', 'reverse', 'refund', 'remit'])
      expect(byName[name]).toBeGreaterThan(0);
  });
});
