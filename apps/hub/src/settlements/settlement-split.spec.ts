import { describe, expect, it } from '@jest/globals';
import { CLAIM_STATES } from '@app/domain';
import fc from 'fast-check';
import { type Received, splitReceived } from './settlement-split.js';

const sum = (minor: bigint): Received => ({ kind: 'sum', minor });
const parts = (principalMinor: bigint, interestMinor = 0n, feesMinor = 0n, ownFeesMinor = 0n): Received => ({
  kind: 'parts',
  principalMinor,
  interestMinor,
  feesMinor,
  ownFeesMinor,
});
const open = { claimState: 'in-collection', outstandingMinor: 1_000n } as const;

describe('splitReceived', () => {
  it.each([
    ['part of the principal', sum(400n), { principalMinor: 400n, surplusMinor: 0n }],
    ['all of it', sum(1_000n), { principalMinor: 1_000n, surplusMinor: 0n }],
    ['more than is owed', sum(1_250n), { principalMinor: 1_000n, surplusMinor: 250n }],
    [
      'parts as sent',
      parts(900n, 70n, 30n, 20n),
      { principalMinor: 900n, interestMinor: 70n, feesMinor: 30n, ownFeesMinor: 20n, surplusMinor: 0n },
    ],
    [
      'parts with too much principal',
      parts(1_100n, 70n),
      { principalMinor: 1_000n, interestMinor: 70n, surplusMinor: 100n },
    ],
  ])('%s', (_name, received, expected) => {
    expect(splitReceived(received, open)).toMatchObject({
      ...expected,
      principalInBooksMinor: expected.principalMinor,
    });
  });

  it.each(['closed', 'withdrawn', 'rejected'] as const)(
    'makes everything surplus on a claim that is %s',
    (claimState) => {
      expect(splitReceived(parts(500n, 20n, 10n, 10n), { claimState, outstandingMinor: 1_000n })).toEqual({
        principalMinor: 0n,
        interestMinor: 0n,
        feesMinor: 0n,
        ownFeesMinor: 0n,
        surplusMinor: 530n,
        principalInBooksMinor: 0n,
      });
    },
  );

  it('takes the bank’s own conversion, and its share where part of the principal is surplus', () => {
    expect(splitReceived(sum(800n), { ...open, principalInBooksMinor: 9_312n }).principalInBooksMinor).toBe(
      9_312n,
    );
    expect(
      splitReceived(parts(1_500n), { ...open, principalInBooksMinor: 17_463n }).principalInBooksMinor,
    ).toBe(11_642n);
  });

  it('loses and makes no money', () => {
    const minor = fc.bigInt({ min: 0n, max: 10_000_000_000_000n });
    fc.assert(
      fc.property(
        minor,
        minor,
        minor,
        minor,
        fc.constantFrom(...CLAIM_STATES),
        (a, b, c, outstandingMinor, claimState) => {
          const split = splitReceived(parts(a, b, c), { claimState, outstandingMinor });
          expect(split.principalMinor + split.interestMinor + split.feesMinor + split.surplusMinor).toBe(
            a + b + c,
          );
          expect(split.principalMinor).toBeLessThanOrEqual(outstandingMinor);
          for (const part of Object.values(split)) expect(part).toBeGreaterThanOrEqual(0n);
        },
      ),
    );
  });
});
