import { addDays, localDate, type LocalDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LAW_SETTINGS, type NorwegianSettings } from '../settings.js';
import { type CollectionFeeQuestion, norwegianCollectionFee } from './no-collection-fee.js';
import { norwegianLawyerFee } from './no-lawyer-fee.js';

const NO = DEFAULT_LAW_SETTINGS.NO;
const DEMAND_ON = localDate('2026-04-15');
const DEMAND_ENDS_ON = localDate('2026-04-29');

/** A consumer's claim with a missed notice and a demand of the shortest deadline. */
const question = (more: Partial<CollectionFeeQuestion> = {}): CollectionFeeQuestion => ({
  regime: 'NO-1988',
  dueOn: localDate('2026-03-02'),
  baseMinor: 1_000_00n,
  standing: 'consumer',
  liableToVat: true,
  asOf: localDate('2026-05-01'),
  letters: [
    {
      kind: 'collection-notice',
      sentOn: localDate('2026-03-31'),
      deadlineOn: localDate('2026-04-14'),
      meetsStatute: true,
      feeMinor: 0n,
    },
  ],
  demand: { sentOn: DEMAND_ON, deadlineOn: DEMAND_ENDS_ON, meetsStatute: true },
  ...more,
});

const feeOf = (more: Partial<CollectionFeeQuestion>, settings: NorwegianSettings = NO): string => {
  const { rule, minor } = norwegianCollectionFee(question(more), settings);
  return `${rule} ${minor}`;
};

const heavyDay = (offset: number): LocalDate => addDays(DEMAND_ON, offset);

describe('the table of today, at 750', () => {
  it.each([
    [500_00n, 187_50n, 375_00n],
    [500_01n, 262_50n, 525_00n],
    [1_000_00n, 262_50n, 525_00n],
    [2_500_00n, 300_00n, 600_00n],
    [10_000_00n, 600_00n, 1_200_00n],
    [50_000_00n, 1_200_00n, 2_400_00n],
    [250_000_00n, 2_700_00n, 5_400_00n],
    [250_000_01n, 5_400_00n, 10_800_00n],
  ])('a claim of %d øre costs at most %d, heavy %d', (baseMinor, light, heavy) => {
    expect(feeOf({ baseMinor })).toBe(`light ${light}`);
    expect(feeOf({ baseMinor, asOf: heavyDay(43) })).toBe(`heavy ${heavy}`);
  });
});

describe('the two dates', () => {
  it('payment in 2025 takes the sats of 700', () => {
    const letters = [
      { ...question().letters[0]!, sentOn: localDate('2025-10-01'), deadlineOn: localDate('2025-10-15') },
    ];
    const demand = {
      sentOn: localDate('2025-11-01'),
      deadlineOn: localDate('2025-11-17'),
      meetsStatute: true,
    };
    const more = { dueOn: localDate('2025-09-01'), letters, demand, asOf: localDate('2026-06-01') };
    expect(feeOf({ ...more, principalPaidOn: localDate('2025-11-20') })).toBe('light 24500');
    // Day D+60, still the old year: heavy, 700.
    expect(feeOf({ ...more, principalPaidOn: localDate('2025-12-31') })).toBe('heavy 49000');
    expect(feeOf({ ...more, principalPaidOn: localDate('2026-01-01') })).toBe('heavy 52500');
  });

  it.each([
    ['2020-09-30', 2_500_00n, 375_00n],
    ['2020-09-30', 250_000_01n, 6_000_00n],
    ['2020-10-01', 2_500_00n, 300_00n],
  ])('a claim due %s of %d øre: %d at the sats of today', (dueOn, baseMinor, minor) => {
    expect(feeOf({ dueOn: localDate(dueOn), baseMinor })).toBe(`light ${minor}`);
  });
});

describe('light and heavy', () => {
  it.each([
    [0, 'light'],
    [14, 'light'],
    [42, 'light'],
    [43, 'heavy'],
    [90, 'heavy'],
  ])('on day D+%i it is %s', (offset, rule) => {
    expect(norwegianCollectionFee(question({ asOf: heavyDay(offset) }), NO).rule).toBe(rule);
  });

  it('the answer says from when heavy holds', () => {
    expect(norwegianCollectionFee(question(), NO).changesOn).toBe('2026-05-28');
    expect(norwegianCollectionFee(question({ asOf: heavyDay(43) }), NO).changesOn).toBeUndefined();
    expect(norwegianCollectionFee(question({ principalPaidOn: DEMAND_ON }), NO).changesOn).toBeUndefined();
  });

  it('an order given on D+42 stays light although the money is seen later', () => {
    expect(feeOf({ asOf: heavyDay(60), principalPaidOn: heavyDay(42) })).toBe('light 26250');
    expect(feeOf({ asOf: heavyDay(60), principalPaidOn: heavyDay(43) })).toBe('heavy 52500');
  });

  it.each<[string, Partial<CollectionFeeQuestion>]>([
    [
      'the demand lacks content',
      { demand: { sentOn: DEMAND_ON, deadlineOn: DEMAND_ENDS_ON, meetsStatute: false } },
    ],
    [
      'the demand gave 13 days',
      { demand: { sentOn: DEMAND_ON, deadlineOn: addDays(DEMAND_ON, 13), meetsStatute: true } },
    ],
    [
      'the demand was sent before the notice had ended',
      { demand: { sentOn: localDate('2026-04-14'), deadlineOn: DEMAND_ENDS_ON, meetsStatute: true } },
    ],
  ])('never heavy when %s', (_name, more) => {
    expect(norwegianCollectionFee(question({ ...more, asOf: localDate('2026-12-01') }), NO).rule).toBe(
      'light',
    );
  });

  it('nothing before the notice’s deadline, when paid within it, and before the demand', () => {
    expect(feeOf({ asOf: localDate('2026-04-14') })).toBe('notice-not-missed 0');
    expect(feeOf({ principalPaidOn: localDate('2026-04-14') })).toBe('paid-within-notice 0');
    // A notice of 13 days opens nothing, also when the debtor paid after it.
    const letters = [{ ...question().letters[0]!, deadlineOn: localDate('2026-04-13') }];
    expect(feeOf({ letters, principalPaidOn: localDate('2026-04-20') })).toBe('notice-not-missed 0');
    const { demand: _demand, ...before } = question({ asOf: localDate('2026-04-15') });
    expect(norwegianCollectionFee(before, NO)).toMatchObject({
      rule: 'demand-not-sent',
      minor: 0n,
      ceilingMinor: 262_50n,
    });
    const early = { ...NO, fees: { ...NO.fees, lightFeeFrom: 'notice-missed' as const } };
    expect(norwegianCollectionFee(before, early)).toMatchObject({ rule: 'light', minor: 262_50n });
  });
});

describe('where no notice is asked for', () => {
  it('the light fee comes with the demand, and the heavy one still needs a missed deadline before it', () => {
    const { demand: _demand, ...before } = question({ letters: [], noticeNotNeeded: true });
    expect(norwegianCollectionFee(before, NO).rule).toBe('demand-not-sent');
    expect(feeOf({ letters: [], noticeNotNeeded: true })).toBe('light 26250');
    expect(feeOf({ letters: [], noticeNotNeeded: true, asOf: localDate('2026-12-01') })).toBe('light 26250');
  });
});

describe('what raises the ceiling', () => {
  it.each<[string, Partial<CollectionFeeQuestion>, string]>([
    ['a business: half as much again', { standing: 'business' }, 'light 39375'],
    ['a creditor not liable to value added tax: a quarter more', { liableToVat: false }, 'light 32812'],
    ['both, down to the whole øre', { standing: 'business', liableToVat: false }, 'light 49218'],
    ['four instalments: nothing', { plan: { instalments: 4, afterLegalStep: false } }, 'light 26250'],
    ['five instalments: 1 125', { plan: { instalments: 5, afterLegalStep: false } }, 'light 138750'],
    [
      'five instalments without liability to value added tax: 1 406.25',
      { plan: { instalments: 5, afterLegalStep: false }, liableToVat: false },
      'light 173437',
    ],
    [
      'a plan made after a legal step: nothing',
      { plan: { instalments: 5, afterLegalStep: true } },
      'light 26250',
    ],
    [
      'a plan, but the creditor went to court: nothing',
      { plan: { instalments: 5, afterLegalStep: false }, legalStepTaken: true },
      'light 26250',
    ],
    [
      'a bankruptcy notice: half a court fee, floored to the krone',
      { bankruptcyNoticeOn: localDate('2026-04-20') },
      'light 93450',
    ],
  ])('%s', (_name, more, answer) => {
    expect(feeOf(more)).toBe(answer);
  });

  it('the uplift follows its settings', () => {
    const plan = { instalments: 12, afterLegalStep: false };
    const settings = {
      ...NO,
      fees: { ...NO.fees, upliftCarriesVat: false, upliftCarriesBusinessFactor: true },
    };
    expect(feeOf({ plan, liableToVat: false, standing: 'business' }, settings)).toBe(
      `light ${492_18n + 1_687_50n}`,
    );
  });
});

describe('the answer', () => {
  it('names rule, inputs and sources', () => {
    const { sources, inputs, status } = norwegianCollectionFee(question(), NO);
    expect(sources[0]).toContain('§ 2-2');
    expect(inputs).toMatchObject({
      permille: '350',
      inkassosatsMinor: '75000',
      baseMinor: '100000',
      heavyOn: '2026-05-28',
    });
    expect(status).toBe('verified');
  });

  it('says when a rate is only quoted', () => {
    expect(norwegianCollectionFee(question({ dueOn: localDate('2019-01-07') }), NO).status).toBe('secondary');
  });

  it('is nothing under an act whose fees are not published', () => {
    expect(feeOf({ regime: 'NO-2026' })).toBe('fees-not-published 0');
  });
});

describe('own collection led by a lawyer', () => {
  const lawyer = (more: Partial<CollectionFeeQuestion>): string => {
    const asked = question(more);
    const { rule, minor } = norwegianLawyerFee({ ...asked, demand: asked.demand! }, NO);
    return `${rule} ${minor}`;
  };

  it('costs the light amount once the demand is missed by more than 14 days', () => {
    expect(lawyer({ asOf: addDays(DEMAND_ENDS_ON, 14) })).toBe('deadline-not-missed 0');
    expect(lawyer({ asOf: addDays(DEMAND_ENDS_ON, 15) })).toBe('allowed 26250');
    expect(lawyer({ asOf: localDate('2026-12-01'), standing: 'business', liableToVat: false })).toBe(
      'allowed 39375',
    );
  });

  it('costs nothing besides charged letters', () => {
    const letters = [{ ...question().letters[0]!, feeMinor: 38_00n }];
    expect(lawyer({ letters, asOf: localDate('2026-12-01') })).toBe('letter-fees-charged 0');
  });
});
