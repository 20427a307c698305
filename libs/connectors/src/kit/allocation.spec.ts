import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate, type MatchedEntry } from './allocation.js';

const entry = (id: bigint, usedMinor: bigint, isDocument = usedMinor > 0n): MatchedEntry<bigint> => ({
  entry: id,
  id,
  usedMinor,
  isDocument,
});

describe('who paid what within one match', () => {
  it('lays one payment out over invoices, oldest first', () => {
    expect(allocate([entry(3n, -150n, false), entry(2n, 50n), entry(1n, 100n)])).toEqual([
      { credit: 3n, debit: 1n, minor: 100n },
      { credit: 3n, debit: 2n, minor: 50n },
    ]);
  });

  it('sets what takes a payment back against that payment, not against the invoice', () => {
    const shares = allocate([
      entry(1n, 100n),
      entry(2n, -100n, false),
      entry(3n, 100n, false),
      entry(4n, -100n, false),
    ]);
    expect(shares).toEqual([
      { credit: 2n, debit: 3n, minor: 100n },
      { credit: 4n, debit: 1n, minor: 100n },
    ]);
  });

  it('answers nothing for a match that is not whole', () => {
    expect(allocate([entry(1n, 100n), entry(2n, -60n, false)])).toBeUndefined();
  });

  it('gives every entry exactly what was used of it, whatever the match holds', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 1_000n }), (debits, cut) => {
        const sum = debits.reduce((all, one) => all + one, 0n);
        const first = sum > 1n ? (cut % (sum - 1n)) + 1n : 1n;
        const credits = first < sum ? [-first, first - sum] : [-sum];
        const entries = [...debits, ...credits].map((minor, index) => entry(BigInt(index), minor));
        const shares = allocate(entries) ?? [];
        for (const { entry: id, usedMinor } of entries) {
          const part = shares.reduce(
            (all, { credit, debit, minor }) => all + (debit === id ? minor : credit === id ? -minor : 0n),
            0n,
          );
          expect(part).toBe(usedMinor);
        }
      }),
    );
  });
});
