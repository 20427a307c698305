import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  type Country,
  DayOutOfRangeError,
  daysBetween,
  earliest,
  isLocalDate,
  LAST_DAY,
  latest,
  localDate,
  localDateAt,
  MalformedDateError,
  startOfDay,
} from './local-date.js';

const HOUR_MS = 3_600_000;
const COUNTRIES: readonly Country[] = ['NO', 'SE'];

/** Days of the years 1900 to 2199. */
const anyDay = fc
  .integer({ min: -25_567, max: 83_000 })
  .map((days) => addDays(localDate('1970-01-01'), days));
const anyCountry = fc.constantFrom(...COUNTRIES);

describe('a day of the calendar', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '2027-01-01', '0100-01-01', '9999-12-31'])(
    'is %s',
    (text) => {
      expect(localDate(text)).toBe(text);
      expect(isLocalDate(text)).toBe(true);
    },
  );

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '0099-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '20260101',
    '',
  ])('is not %j', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => localDate(text)).toThrow(MalformedDateError);
  });
});

describe('counting days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-29', 365, '2025-02-28'],
    ['2024-02-29', 366, '2025-03-01'],
    // Clocks change in the night between the two: a day is a day.
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
  ])('%s and %i days give %s', (from, days, to) => {
    expect(addDays(localDate(from), days)).toBe(to);
    expect(daysBetween(localDate(from), localDate(to))).toBe(days);
  });

  it('forward and back again is the same day, and the difference is what was added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, days) => {
        const other = addDays(day, days);
        expect(addDays(other, -days)).toBe(day);
        expect(daysBetween(day, other)).toBe(days);
        expect(isLocalDate(other)).toBe(true);
      }),
    );
  });

  it('orders texts as days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
        expect(earliest(a, b) <= latest(a, b)).toBe(true);
        expect(new Set([earliest(a, b), latest(a, b)])).toEqual(new Set([a, b]));
      }),
    );
  });

  it.each([
    [LAST_DAY, 1],
    [localDate('0100-01-01'), -1],
    [localDate('2026-01-01'), Number.NaN],
    [localDate('2026-01-01'), 10_000_000],
  ])('refuses %s and %d days: texts out there no longer sort as days', (day, days) => {
    expect(() => addDays(day, days)).toThrow(DayOutOfRangeError);
  });
});

describe('what day it is', () => {
  it.each<[string, string]>([
    // Winter: one hour ahead of UTC.
    ['2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['2026-01-14T23:00:00.000Z', '2026-01-15'],
    // Summer: two.
    ['2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['2026-07-14T22:00:00.000Z', '2026-07-15'],
    // The night into summer time: midnight still is at 23:00 UTC, the next one at 22:00.
    ['2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', '2026-03-30'],
    // The night back: a day of 25 hours.
    ['2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    // The turn of the year, and the leap day.
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['2028-02-28T23:00:00.000Z', '2028-02-29'],
  ])('at %s it is %s in Oslo and Stockholm', (instant, day) => {
    for (const country of COUNTRIES) expect(localDateAt(new Date(instant), country)).toBe(day);
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-01', 24],
  ])('%s has %i hours', (text, hours) => {
    const day = localDate(text);
    for (const country of COUNTRIES) {
      const ms = startOfDay(addDays(day, 1), country).getTime() - startOfDay(day, country).getTime();
      expect(ms).toBe(hours * HOUR_MS);
    }
  });

  it('begins with its first instant and not one millisecond before', () => {
    fc.assert(
      fc.property(anyDay, anyCountry, (day, country) => {
        const start = startOfDay(day, country);
        expect(localDateAt(start, country)).toBe(day);
        expect(localDateAt(new Date(start.getTime() - 1), country)).toBe(addDays(day, -1));
      }),
    );
  });
});
