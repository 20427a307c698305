import { addDays, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { OutsideTableError, rowOn, valueOn } from './dated-table.js';
import { NO_INKASSOSATS, NO_LETTER_SHARES, NO_SALAER } from './no-collection.js';
import { NO_COURT_FEE } from './no-court-fees.js';
import { NO_LATE_INTEREST, NO_STANDARD_COMPENSATION } from './no-late-interest.js';
import { percentFromPpm, ppmFromPercent } from './percent.js';
import { SE_FEES } from './se-fees.js';
import { SE_LATE_INTEREST, SE_REFERENCE_RATE } from './se-late-interest.js';

describe('Norwegian late interest', () => {
  it.each([
    ['2010-01-01', '8.75'],
    ['2012-12-31', '8.50'],
    ['2020-06-30', '9.50'],
    ['2020-07-01', '8.00'],
    ['2024-12-31', '12.50'],
    ['2025-07-01', '12.25'],
    ['2026-06-30', '12.00'],
    ['2026-07-01', '12.25'],
  ])('is on %s %s percent', (day, percent) => {
    expect(percentFromPpm(valueOn(NO_LATE_INTEREST, localDate(day)))).toBe(percent);
  });

  it('has a row for each of the 34 half-years and none for 2027', () => {
    expect(NO_LATE_INTEREST.rows).toHaveLength(34);
    expect(() => rowOn(NO_LATE_INTEREST, localDate('2027-01-01'))).toThrow(OutsideTableError);
    expect(() => rowOn(NO_LATE_INTEREST, localDate('2009-12-31'))).toThrow(OutsideTableError);
  });

  it.each([
    ['2014-01-01', 320_00n],
    ['2020-07-01', 430_00n],
    ['2026-06-30', 460_00n],
    ['2026-12-31', 430_00n],
  ])('comes on %s with a standard compensation of %d øre', (day, minor) => {
    expect(valueOn(NO_STANDARD_COMPENSATION, localDate(day))).toBe(minor);
  });

  it('says which rows are only quoted', () => {
    const quoted = NO_LATE_INTEREST.rows.filter(({ status }) => status !== 'verified');
    expect(quoted.map(({ from }) => from)).toEqual(['2026-07-01']);
  });
});

describe('Swedish late interest', () => {
  it.each([
    ['2013-01-01', '9.00'],
    ['2016-06-30', '8.00'],
    ['2016-07-01', '7.50'],
    ['2022-07-01', '8.50'],
    ['2024-07-01', '12.00'],
    ['2025-06-30', '11.00'],
    ['2026-11-28', '10.00'],
  ])('is on %s %s percent', (day, percent) => {
    expect(percentFromPpm(valueOn(SE_LATE_INTEREST, localDate(day)))).toBe(percent);
  });

  it('is always eight points over the reference rate', () => {
    for (const { from, value } of SE_REFERENCE_RATE.rows) {
      expect(valueOn(SE_LATE_INTEREST, from)).toBe(value + 80_000n);
    }
    expect(() => rowOn(SE_LATE_INTEREST, localDate('2027-01-01'))).toThrow(OutsideTableError);
  });
});

describe('half-years', () => {
  it.each([NO_LATE_INTEREST, SE_LATE_INTEREST])('begin on 1 January and 1 July: $name', ({ rows }) => {
    for (const { from, to } of rows) {
      expect(from).toMatch(/-01-01$|-07-01$/);
      expect(addDays(to!, 1)).toMatch(/-01-01$|-07-01$/);
    }
  });
});

describe('fees', () => {
  it('change with their regulations', () => {
    expect(valueOn(NO_INKASSOSATS, localDate('2025-12-31'))).toBe(700_00n);
    expect(valueOn(NO_INKASSOSATS, localDate('2026-01-01'))).toBe(750_00n);
    expect(valueOn(NO_LETTER_SHARES, localDate('2020-09-30')).reminderPermille).toBe(100n);
    expect(valueOn(NO_LETTER_SHARES, localDate('2020-10-01')).reminderPermille).toBe(50n);
    expect(valueOn(NO_SALAER, localDate('2020-09-30'))).toHaveLength(5);
    expect(valueOn(NO_SALAER, localDate('2020-10-01'))).toHaveLength(7);
    expect(valueOn(SE_FEES, localDate('2013-03-15')).demandMinor).toBe(160_00n);
    expect(valueOn(SE_FEES, localDate('2013-03-16')).demandMinor).toBe(180_00n);
  });

  it('of a court are known for the years that were announced, no further', () => {
    expect(valueOn(NO_COURT_FEE, localDate('2026-12-31'))).toBe(1_345_00n);
    expect(() => valueOn(NO_COURT_FEE, localDate('2027-01-01'))).toThrow(OutsideTableError);
  });
});

describe('a percentage', () => {
  it.each([
    ['12.25', 122_500n],
    ['8', 80_000n],
    ['-0.5', -5_000n],
    ['0', 0n],
    ['0.0001', 1n],
    ['100', 1_000_000n],
  ])('%s is %d millionths', (text, ppm) => {
    expect(ppmFromPercent(text)).toBe(ppm);
  });

  it.each(['', '12,25', '1.23456', '1e2', ' 8', '1000'])('is not %j', (text) => {
    expect(() => ppmFromPercent(text)).toThrow(RangeError);
  });

  it.each([
    [122_500n, '12.25'],
    [80_000n, '8.00'],
    [-5_000n, '-0.50'],
    [1n, '0.0001'],
    [0n, '0.00'],
    [123_450n, '12.345'],
  ])('of %d millionths is written %s', (ppm, text) => {
    expect(percentFromPpm(ppm)).toBe(text);
  });
});
