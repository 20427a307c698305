import { addDays, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import type { CostFacts } from './loss-of-costs.js';
import { norwegianCompensation } from './no-compensation.js';
import { norwegianCosts, type NorwegianCostsQuestion } from './no-costs.js';
import { norwegianLetterFee } from './no-letter-fee.js';
import type { NorwegianLetter, NorwegianLetterKind } from './no-letters.js';

const NO = DEFAULT_LAW_SETTINGS.NO;

const letters: readonly NorwegianLetter[] = [
  {
    kind: 'reminder',
    sentOn: localDate('2026-03-16'),
    deadlineOn: localDate('2026-03-30'),
    meetsStatute: true,
    feeMinor: 38_00n,
  },
  {
    kind: 'collection-notice',
    sentOn: localDate('2026-03-31'),
    deadlineOn: localDate('2026-04-14'),
    meetsStatute: true,
    feeMinor: 38_00n,
  },
];

const question = (more: Partial<NorwegianCostsQuestion> = {}): NorwegianCostsQuestion => ({
  regime: 'NO-1988',
  dueOn: localDate('2026-03-02'),
  baseMinor: 1_000_00n,
  standing: 'consumer',
  liableToVat: true,
  asOf: localDate('2026-05-01'),
  letters,
  demand: { sentOn: localDate('2026-04-15'), deadlineOn: localDate('2026-04-29'), meetsStatute: true },
  facts: {},
  ...more,
});

const costsOf = (more: Partial<NorwegianCostsQuestion>): readonly bigint[] => {
  const { letterFeesMinor, collectorFeeMinor, compensationMinor, totalMinor } = norwegianCosts(
    question(more),
    NO,
  );
  return [letterFeesMinor, collectorFeeMinor, compensationMinor, totalMinor];
};

describe('all costs of a claim', () => {
  it('letters and fee together stay under the ceiling of 262.50', () => {
    expect(costsOf({})).toEqual([76_00n, 186_50n, 0n, 262_50n]);
  });

  it('or the fee alone does, if the setting says so', () => {
    const settings = { ...NO, fees: { ...NO.fees, letterFeesUnderCeiling: false } };
    expect(norwegianCosts(question(), settings)).toMatchObject({
      letterFeesMinor: 76_00n,
      collectorFeeMinor: 262_50n,
    });
  });

  it('a collector may want less', () => {
    expect(costsOf({ collectorFeeWantedMinor: 100_00n })).toEqual([76_00n, 100_00n, 0n, 176_00n]);
    expect(costsOf({ collectorFeeWantedMinor: 900_00n })).toEqual([76_00n, 186_50n, 0n, 262_50n]);
  });

  it('paid within the notice: letters only', () => {
    expect(costsOf({ principalPaidOn: localDate('2026-04-14') })).toEqual([76_00n, 0n, 0n, 76_00n]);
  });
});

describe('the standard compensation', () => {
  const from = localDate('2026-03-03');
  const business = { standing: 'business' as const };

  it('and the costs are set off: the larger is owed, never the sum', () => {
    // 0.35 × 750 × 1.5 = 393.75 against 460.
    const compensation = { lateInterestFrom: from, claimedFirst: 'compensation' as const };
    expect(costsOf({ ...business, compensation })).toEqual([0n, 0n, 460_00n, 460_00n]);
    expect(costsOf({ ...business, compensation: { ...compensation, claimedFirst: 'costs' } })).toEqual([
      76_00n,
      317_75n,
      66_25n,
      460_00n,
    ]);
    const heavy = { ...business, asOf: localDate('2026-08-01') };
    expect(costsOf({ ...heavy, compensation })).toEqual([76_00n, 251_50n, 460_00n, 787_50n]);
    expect(costsOf({ ...heavy, compensation: { ...compensation, claimedFirst: 'costs' } })).toEqual([
      76_00n,
      711_50n,
      0n,
      787_50n,
    ]);
  });

  it('is never owed by a consumer, nor without late interest', () => {
    expect(norwegianCompensation('consumer', from)).toMatchObject({ minor: 0n, rule: 'consumer' });
    expect(norwegianCompensation('business', undefined)).toMatchObject({
      minor: 0n,
      rule: 'no-late-interest',
    });
    expect(norwegianCompensation('business', localDate('2026-07-01'))).toMatchObject({
      minor: 430_00n,
      rule: 'allowed',
    });
  });
});

describe('costs fall away', () => {
  it.each<[string, CostFacts, bigint]>([
    ['a reasonable objection: all', { reasonableObjection: true }, 0n],
    [
      'a reasonable objection raised too late: nothing',
      { reasonableObjection: true, objectionRaisedTooLate: true },
      262_50n,
    ],
    ['good practice broken: all', { goodPracticeBroken: true }, 0n],
    ['an order not followed: all', { orderNotFollowed: true }, 0n],
    ['a step left out: the collector’s fee', { stepsBroken: true }, 76_00n],
    ['nothing of it: nothing', { breachHarmless: true }, 262_50n],
  ])('%s', (_name, facts, total) => {
    const { totalMinor, losses } = norwegianCosts(question({ facts }), NO);
    expect(totalMinor).toBe(total);
    for (const { source } of losses) expect(source).toContain('inkassoloven § 17');
  });
});

describe('in any order of events', () => {
  const anyKind = fc.constantFrom<NorwegianLetterKind>('reminder', 'collection-notice', 'own-demand');
  const anyEvents = fc.record({
    drawn: fc.array(
      fc.record({
        kind: anyKind,
        day: fc.integer({ min: 1, max: 400 }),
        term: fc.integer({ min: 0, max: 30 }),
      }),
      { maxLength: 10 },
    ),
    demand: fc.option(
      fc.record({
        day: fc.integer({ min: 1, max: 400 }),
        term: fc.integer({ min: 0, max: 40 }),
        meetsStatute: fc.boolean(),
      }),
      { nil: undefined },
    ),
    base: fc.bigInt({ min: 1n, max: 40_000_000n }),
    asOf: fc.integer({ min: 1, max: 600 }),
    paid: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
    standing: fc.constantFrom('consumer' as const, 'business' as const),
    liableToVat: fc.boolean(),
    instalments: fc.option(fc.integer({ min: 1, max: 36 }), { nil: undefined }),
    compensation: fc.option(fc.constantFrom('compensation' as const, 'costs' as const), { nil: undefined }),
    facts: fc.record({
      reasonableObjection: fc.boolean(),
      goodPracticeBroken: fc.boolean(),
      stepsBroken: fc.boolean(),
    }),
  });

  it('costs never exceed the ceiling, or the compensation where that is larger, and never fall below zero', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const dueOn = localDate('2025-02-03');
        const charged: NorwegianLetter[] = [];
        for (const { kind, day, term } of events.drawn.sort((a, b) => a.day - b.day)) {
          const sentOn = addDays(dueOn, day);
          const letter = { kind, sentOn, deadlineOn: addDays(sentOn, term), meetsStatute: true };
          const fee = norwegianLetterFee({ regime: 'NO-1988', dueOn, letter, earlier: charged }, NO);
          charged.push({ ...letter, feeMinor: fee.minor });
        }
        const costs = norwegianCosts(
          {
            regime: 'NO-1988',
            dueOn,
            baseMinor: events.base,
            standing: events.standing,
            liableToVat: events.liableToVat,
            asOf: addDays(dueOn, events.asOf),
            letters: charged,
            facts: events.facts,
            ...(events.paid === undefined ? {} : { principalPaidOn: addDays(dueOn, events.paid) }),
            ...(events.instalments === undefined
              ? {}
              : { plan: { instalments: events.instalments, afterLegalStep: false } }),
            ...(events.compensation === undefined
              ? {}
              : { compensation: { lateInterestFrom: addDays(dueOn, 1), claimedFirst: events.compensation } }),
            ...(events.demand === undefined
              ? {}
              : {
                  demand: {
                    sentOn: addDays(dueOn, events.demand.day),
                    deadlineOn: addDays(dueOn, events.demand.day + events.demand.term),
                    meetsStatute: events.demand.meetsStatute,
                  },
                }),
          },
          NO,
        );
        const compensation = costs.compensation?.minor ?? 0n;
        const most = costs.ceilingMinor > compensation ? costs.ceilingMinor : compensation;
        expect(costs.totalMinor <= most).toBe(true);
        for (const part of [costs.letterFeesMinor, costs.collectorFeeMinor, costs.compensationMinor]) {
          expect(part >= 0n).toBe(true);
        }
        expect(costs.letterFeesMinor + costs.collectorFeeMinor + costs.compensationMinor).toBe(
          costs.totalMinor,
        );
      }),
    );
  });
});
