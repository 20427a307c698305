import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divideByWeight } from './largest-remainder.js';

const weights = (...of: bigint[]): { id: string; weight: bigint }[] =>
  of.map((weight, index) => ({ id: `${index}`, weight }));

describe('an amount divided by weight', () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    [10n, [5n, 3n, 2n], [5n, 3n, 2n]],
    // 3.333, 3.333, 3.333 of 7: 1.17, 2.33, 3.5: the largest remainder takes the odd one.
    [7n, [1n, 2n, 3n], [1n, 2n, 4n]],
    [0n, [1n, 2n], [0n, 0n]],
    [5n, [0n, 2n], [0n, 5n]],
    [0n, [], []],
    [0n, [0n, 0n], [0n, 0n]],
  ])('%d by %j is %j', (minor, by, shares) => {
    expect(divideByWeight(minor, weights(...by))).toEqual(shares);
  });

  it('gives the odd unit of a tie to the smaller id, wherever it stands', () => {
    const shares = divideByWeight(1n, [
      { id: 'b', weight: 1n },
      { id: 'a', weight: 1n },
    ]);
    expect(shares).toEqual([0n, 1n]);
  });

  it('among nobody, or less than nothing, is an error', () => {
    expect(() => divideByWeight(1n, weights(0n))).toThrow(RangeError);
    expect(() => divideByWeight(-1n, weights(1n))).toThrow(RangeError);
  });

  it('sums to the amount, and no share is a unit away from the exact one', () => {
    const anyWeights = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), anyWeights, (minor, by) => {
        const total = by.reduce((sum, weight) => sum + weight, 0n);
        fc.pre(total > 0n);
        const shares = divideByWeight(minor, weights(...by));
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(minor);
        for (const [index, share] of shares.entries()) {
          const difference = share * total - minor * by[index]!;
          expect(difference < total && -difference < total).toBe(true);
          if (minor <= total) expect(share <= by[index]!).toBe(true);
        }
      }),
    );
  });
});
