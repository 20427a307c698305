import { type Country, formatDecimal, localDate, money } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LAW_SETTINGS, type InterestSettings } from '../settings.js';
import { OutsideTableError } from '../tables/dated-table.js';
import { ppmFromPercent } from '../tables/percent.js';
import { type InterestQuestion, lateInterest } from './interest.js';
import { printInterest } from './print.js';
import type { AgreedRate } from './rate-rules.js';

const settingsOf = (country: Country): InterestSettings => DEFAULT_LAW_SETTINGS[country].interest;

const question = (
  country: Country,
  principalMinor: bigint,
  dueOn: string,
  until: string,
  more: Partial<InterestQuestion> = {},
): InterestQuestion => ({
  country,
  standing: 'consumer',
  principal: money(principalMinor, country === 'NO' ? 'NOK' : 'SEK'),
  due: { dueOn: localDate(dueOn) },
  until: localDate(until),
  ...more,
});

const amountOf = (asked: InterestQuestion, settings = settingsOf(asked.country)): string =>
  formatDecimal(lateInterest(asked, settings).amount);

describe('by hand, Norway: actual days of the actual year, from the day after the due day to the day of payment', () => {
  it.each([
    // 29 days: 10 000 × 12 % × 29/365 = 95.342…
    ['2026-03-02', '2026-03-31', '95.34'],
    // One day: 10 000 × 12 % / 365 = 3.287…
    ['2026-03-02', '2026-03-03', '3.29'],
    // Over 1 July: 10 000 × (12 % × 15 + 12.25 % × 15)/365 = 99.657…
    ['2026-06-15', '2026-07-15', '99.66'],
    // A leap year: 10 000 × 12.5 % × 15/366 = 51.229…
    ['2024-02-15', '2024-03-01', '51.23'],
    // Into a leap year: 11.75 % × 16/365 + 12.5 % × 15/366 of 10 000 = 51.506… + 51.229…
    ['2023-12-15', '2024-01-15', '102.74'],
    // Nothing is late on the due day.
    ['2026-03-02', '2026-03-02', '0.00'],
    ['2026-03-02', '2026-01-01', '0.00'],
    // Saturday, Sunday and 17 May: late from Tuesday the 19th, two days are due.
    ['2026-05-16', '2026-05-18', '0.00'],
    ['2026-05-16', '2026-05-20', '6.58'],
  ])('due on %s and paid on %s: %s', (dueOn, until, amount) => {
    expect(amountOf(question('NO', 10_000_00n, dueOn, until))).toBe(amount);
  });
});

describe('by hand, Sweden: a day is 1/365, the due day and the day of payment both count', () => {
  it.each([
    // 30 days: 1 000 × 10 % × 30/365 = 8.219…
    ['2026-03-02', '2026-03-31', '8.22'],
    // Paid on the due day is paid in time.
    ['2026-03-02', '2026-03-02', '0.00'],
    ['2026-03-02', '2026-03-03', '0.55'],
    // A leap year is no exception: 1 000 × 12 % × 15/365 = 4.931…
    ['2024-02-16', '2024-03-01', '4.93'],
    // Over 1 July 2025: 1 000 × (11 % × 15 + 10 % × 15)/365 = 8.630…
    ['2025-06-16', '2025-07-15', '8.63'],
  ])('due on %s and paid on %s: %s', (dueOn, until, amount) => {
    expect(amountOf(question('SE', 1_000_00n, dueOn, until))).toBe(amount);
  });
});

describe('the settings', () => {
  const no = settingsOf('NO');
  it.each<[string, Partial<InterestSettings>, string]>([
    ['the due day counts', { firstDay: 'DUE_DAY_INCLUDED' }, '54.64'],
    ['a day is 1/365 in a leap year', { dayCount: 'ACT_365F' }, '51.37'],
    ['rounded down', { rounding: 'DOWN' }, '51.22'],
  ])('%s', (_name, change, amount) => {
    expect(amountOf(question('NO', 10_000_00n, '2024-02-15', '2024-03-01'), { ...no, ...change })).toBe(
      amount,
    );
  });

  it('a due day that stays where it is', () => {
    const asked = question('NO', 10_000_00n, '2026-05-16', '2026-05-20');
    expect(amountOf(asked, { ...no, dueDayMoves: false })).toBe('13.15');
  });
});

describe('the principal changes', () => {
  it('with a payment, whose own day still bears interest on all of it', () => {
    const paid = question('NO', 10_000_00n, '2026-03-02', '2026-03-22', {
      changes: [{ on: localDate('2026-03-12'), minor: 4_000_00n, kind: 'payment' }],
    });
    // 12 % / 365 × (10 000 × 10 + 6 000 × 10) = 52.602…
    expect(amountOf(paid)).toBe('52.60');
    expect(
      lateInterest(paid, settingsOf('NO')).lines.map(({ from, days, principalMinor }) => [
        from,
        days,
        principalMinor,
      ]),
    ).toEqual([
      ['2026-03-03', 10, 10_000_00n],
      ['2026-03-13', 10, 6_000_00n],
    ]);
  });

  it('from the start with a credit note, and with what was paid in time', () => {
    const credited = question('NO', 10_000_00n, '2026-03-02', '2026-03-22', {
      changes: [
        { on: localDate('2026-03-12'), minor: 3_000_00n, kind: 'credit' },
        { on: localDate('2026-03-02'), minor: 1_000_00n, kind: 'payment' },
      ],
    });
    expect(amountOf(credited)).toBe('39.45');
  });

  it('in Sweden, too, what was paid on the due day never bore interest', () => {
    const paid = question('SE', 1_000_00n, '2026-03-02', '2026-03-31', {
      changes: [{ on: localDate('2026-03-02'), minor: 1_000_00n, kind: 'payment' }],
    });
    expect(amountOf(paid)).toBe('0.00');
  });

  it('back when a payment is taken back, and never below zero', () => {
    const changes = [
      { on: localDate('2026-03-12'), minor: 12_000_00n, kind: 'payment' as const },
      { on: localDate('2026-03-17'), minor: -12_000_00n, kind: 'payment' as const },
    ];
    const lines = lateInterest(
      question('NO', 10_000_00n, '2026-03-02', '2026-03-22', { changes }),
      settingsOf('NO'),
    ).lines;
    expect(lines.map(({ days, principalMinor }) => [days, principalMinor])).toEqual([
      [10, 10_000_00n],
      [5, 0n],
      [5, 10_000_00n],
    ]);
  });
});

describe('without a due day fixed in advance', () => {
  it('interest runs 30 days after the demand was sent', () => {
    const due = { demandSentOn: localDate('2026-03-02') };
    expect(
      lateInterest(question('NO', 1n, '2026-01-01', '2026-05-01', { due }), settingsOf('NO')).startsOn,
    ).toBe('2026-04-02');
    expect(
      lateInterest(question('SE', 1n, '2026-01-01', '2026-05-01', { due }), settingsOf('SE')).startsOn,
    ).toBe('2026-04-01');
  });

  it('in Sweden never before the demand reached the debtor', () => {
    const due = { demandSentOn: localDate('2026-03-02'), demandReceivedOn: localDate('2026-04-10') };
    expect(
      lateInterest(question('SE', 1n, '2026-01-01', '2026-05-01', { due }), settingsOf('SE')).startsOn,
    ).toBe('2026-04-10');
  });
});

describe('another rate', () => {
  const rateOf = (country: Country, more: Partial<InterestQuestion>): string => {
    const asked = question(country, 10_000_00n, '2026-03-02', '2026-03-31', more);
    const [line] = lateInterest(asked, settingsOf(country)).lines;
    return `${line!.rule} ${line!.yearlyPpm}`;
  };
  const late = (percent: string): AgreedRate => ({
    kind: 'late',
    yearlyPpm: ppmFromPercent(percent),
  });
  const running = (percent: string): AgreedRate => ({
    kind: 'running',
    yearlyPpm: ppmFromPercent(percent),
  });

  it.each<[string, Country, Partial<InterestQuestion>, string]>([
    [
      'Norwegian consumer, agreed higher: the statute is the ceiling',
      'NO',
      { agreed: late('24') },
      'statutory-ceiling 120000',
    ],
    ['Norwegian consumer, agreed lower', 'NO', { agreed: late('6') }, 'agreed 60000'],
    [
      'Norwegian business, agreed higher',
      'NO',
      { agreed: late('24'), standing: 'business' },
      'agreed 240000',
    ],
    ['Norwegian consumer, a running rate is kept', 'NO', { agreed: running('19.9') }, 'agreed 199000'],
    ['Swedish, agreed for delay', 'SE', { agreed: late('24') }, 'agreed 240000'],
    [
      'Swedish, a running rate below the statute rises to it',
      'SE',
      { agreed: running('4') },
      'statutory-floor 100000',
    ],
    ['Swedish, a running rate above the statute stays', 'SE', { agreed: running('14') }, 'agreed 140000'],
    [
      'Swedish consumer credit: at most twenty points over the reference rate',
      'SE',
      { agreed: late('39'), consumerCredit: true },
      'credit-cap 220000',
    ],
    [
      'Swedish consumer credit below the cap',
      'SE',
      { agreed: late('21'), consumerCredit: true },
      'agreed 210000',
    ],
  ])('%s', (_name, country, more, answer) => {
    expect(rateOf(country, more)).toBe(answer);
  });

  it('the waiver of a period leaves the rest as it is, and says so', () => {
    const asked = question('NO', 10_000_00n, '2026-03-02', '2026-03-31', {
      reliefs: [{ from: localDate('2026-03-10'), to: localDate('2026-03-19'), reason: 'waived' }],
    });
    const { lines, amount } = lateInterest(asked, settingsOf('NO'));
    expect(lines.map(({ from, to, rule }) => `${from} ${to} ${rule}`)).toEqual([
      '2026-03-03 2026-03-09 statutory',
      '2026-03-10 2026-03-19 waived',
      '2026-03-20 2026-03-31 statutory',
    ]);
    // 19 of 29 days: 10 000 × 12 % × 19/365 = 62.465…
    expect(formatDecimal(amount)).toBe('62.47');
  });

  it('a waiver of one day', () => {
    const on = localDate('2026-03-10');
    const asked = question('NO', 10_000_00n, '2026-03-02', '2026-03-31', {
      reliefs: [{ from: on, to: on, reason: 'reduced' }],
    });
    const days = lateInterest(asked, settingsOf('NO')).lines.map(({ rule, days: count }) => [rule, count]);
    expect(days).toEqual([
      ['statutory', 7],
      ['reduced', 1],
      ['statutory', 21],
    ]);
  });

  it('a waiver without end, down to a lower rate', () => {
    const reliefs = [
      { from: localDate('2026-03-10'), yearlyPpm: ppmFromPercent('5'), reason: 'waived' as const },
    ];
    const { lines } = lateInterest(
      question('NO', 10_000_00n, '2026-03-02', '2026-08-01', { reliefs }),
      settingsOf('NO'),
    );
    expect(lines.map(({ from, yearlyPpm }) => [from, yearlyPpm])).toEqual([
      ['2026-03-03', 120_000n],
      ['2026-03-10', 50_000n],
      ['2026-07-01', 50_000n],
    ]);
  });
});

describe('the unknown', () => {
  it.each<[Country, string]>([
    ['NO', '2027-01-01'],
    ['SE', '2027-01-01'],
  ])('in %s stops at a day without a rate', (country, until) => {
    const ask = (): unknown =>
      lateInterest(question(country, 1_000_00n, '2026-12-01', until), settingsOf(country));
    expect(ask).toThrow(OutsideTableError);
    expect(ask).toThrow(/late interest.* has no row for 2027-01-01/);
  });
});

describe('a statement', () => {
  it('can be printed line by line and checked by hand', () => {
    const statement = lateInterest(question('NO', 10_000_00n, '2026-06-15', '2026-07-15'), settingsOf('NO'));
    expect(printInterest(statement)).toEqual([
      '2026-06-16..2026-06-30 10000.00 × 12.00 % × 15/365 = 360000/73 minor units (statutory; FOR-2025-12-18-2658 (forsinkelsesrenteloven § 3))',
      '2026-07-01..2026-07-15 10000.00 × 12.25 % × 15/365 = 367500/73 minor units (statutory; FOR-2026-06-25-1372 (forsinkelsesrenteloven § 3))',
      '2026-06-16..2026-07-15 interest 99.66 NOK',
    ]);
  });
});
