import { addDays, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import { swedishCosts, type SwedishCostsQuestion, type SwedishMeasure } from './se-costs.js';

const SE = DEFAULT_LAW_SETTINGS.SE;

const measure = (
  kind: SwedishMeasure['kind'],
  on: string,
  more: Partial<SwedishMeasure> = {},
): SwedishMeasure => ({
  kind,
  on: localDate(on),
  meetsStatute: true,
  agreedInTime: true,
  ...more,
});

const ALL = [
  measure('reminder', '2026-03-16'),
  measure('demand', '2026-04-01'),
  measure('plan', '2026-05-01'),
];

const question = (more: Partial<SwedishCostsQuestion> = {}): SwedishCostsQuestion => ({
  measures: ALL,
  standing: 'consumer',
  lateInterestFrom: localDate('2026-03-02'),
  claimLateCompensation: true,
  facts: {},
  ...more,
});

const totalOf = (more: Partial<SwedishCostsQuestion>): bigint => swedishCosts(question(more), SE).totalMinor;

describe('what a measure costs', () => {
  it('60 for a reminder, 180 for a demand, 170 for a plan', () => {
    expect(swedishCosts(question(), SE).measures.map(({ minor }) => minor)).toEqual([
      60_00n,
      180_00n,
      170_00n,
    ]);
  });

  it('before 16 March 2013: 50, 160, 150', () => {
    const measures = [
      measure('reminder', '2013-03-01'),
      measure('demand', '2013-03-15'),
      measure('plan', '2013-03-16'),
    ];
    expect(totalOf({ measures })).toBe(50_00n + 160_00n + 170_00n);
  });

  it.each<[string, SwedishMeasure, string]>([
    [
      'a reminder that was not agreed in time',
      measure('reminder', '2026-03-16', { agreedInTime: false }),
      'not-agreed',
    ],
    [
      'a demand that lacks a field',
      measure('demand', '2026-03-16', { meetsStatute: false }),
      'lacks-content',
    ],
    ['a plan without consultation', measure('plan', '2026-03-16', { meetsStatute: false }), 'lacks-content'],
    [
      'a notice of an instalment that was not agreed',
      measure('instalment-notice', '2026-03-16', { agreedInTime: false }),
      'not-agreed',
    ],
  ])('%s costs nothing', (_name, one, rule) => {
    const [answer] = swedishCosts(question({ measures: [one] }), SE).measures;
    expect(answer).toMatchObject({ minor: 0n, rule });
  });

  it('what was refused takes no room', () => {
    const measures = [
      measure('reminder', '2026-03-16', { agreedInTime: false }),
      measure('reminder', '2026-03-30'),
    ];
    expect(totalOf({ measures })).toBe(60_00n);
  });

  it('one reminder, one demand and one plan are enough; notices of instalments cost each time', () => {
    const measures = [
      ...ALL,
      measure('reminder', '2026-03-30'),
      measure('demand', '2026-06-01'),
      measure('plan', '2026-08-01'),
      measure('instalment-notice', '2026-06-01'),
      measure('instalment-notice', '2026-07-01'),
    ];
    expect(totalOf({ measures })).toBe(60_00n + 180_00n + 170_00n + 120_00n);
  });
});

describe('450 between businesses', () => {
  it.each<[string, Partial<SwedishCostsQuestion>, bigint]>([
    ['alone', { measures: [] }, 450_00n],
    ['instead of 410', {}, 450_00n],
    [
      'and what the measures cost beyond',
      { measures: [...ALL, measure('instalment-notice', '2026-06-01')] },
      470_00n,
    ],
    ['not when it is not claimed', { claimLateCompensation: false }, 410_00n],
    ['not before it was law', { lateInterestFrom: localDate('2013-03-15') }, 410_00n],
  ])('%s', (_name, more, total) => {
    expect(totalOf({ standing: 'business', ...more })).toBe(total);
  });

  it('never from a consumer, nor without late interest', () => {
    expect(swedishCosts(question(), SE).lateCompensation.rule).toBe('consumer');
    const { lateInterestFrom: _from, ...without } = question({ standing: 'business' });
    expect(swedishCosts(without, SE).lateCompensation.rule).toBe('no-late-interest');
  });
});

describe('costs fall away', () => {
  it.each([
    [{ notReasonablyCalledFor: true }, 450_00n],
    [{ stepsBroken: true }, 450_00n],
    [{ claimUnjustified: true }, 0n],
    [{ reasonableObjection: true }, 0n],
  ])('%j leaves %d öre of a business', (facts, total) => {
    expect(totalOf({ standing: 'business', facts })).toBe(total);
    expect(totalOf({ facts })).toBe(0n);
  });
});

it('in any order of measures the debtor pays the larger of 450 and the sum, and each kind its cap at most', () => {
  const anyMeasure = fc
    .record({
      kind: fc.constantFrom<SwedishMeasure['kind']>('reminder', 'demand', 'plan', 'instalment-notice'),
      days: fc.integer({ min: 0, max: 4_000 }),
      meetsStatute: fc.boolean(),
      agreedInTime: fc.boolean(),
    })
    .map(({ days, ...rest }) => ({ ...rest, on: addDays(localDate('2014-01-01'), days) }));
  fc.assert(
    fc.property(fc.array(anyMeasure, { maxLength: 10 }), fc.boolean(), (measures, business) => {
      const standing = business ? 'business' : 'consumer';
      const costs = swedishCosts(question({ measures, standing }), SE);
      const sum = costs.measures.reduce((total, { minor }) => total + minor, 0n);
      const least = business ? 450_00n : 0n;
      expect(costs.totalMinor).toBe(sum > least ? sum : least);
      for (const { minor } of costs.measures) expect([0n, 60_00n, 180_00n, 170_00n]).toContain(minor);
      const reversed = swedishCosts(question({ measures: [...measures].reverse(), standing }), SE);
      expect(reversed.totalMinor).toBe(costs.totalMinor);
    }),
  );
});
