import { addDays, type Country, localDate, type LocalDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weekday } from './weekday.js';
import { addWorkingDays, dayOffName, isWorkingDay, nextWorkingDay, workingDayFrom } from './working-day.js';

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(localDate('1990-01-01'), days));
const anyCountry = fc.constantFrom<Country>('NO', 'SE');

describe('a weekday', () => {
  it.each([
    ['2026-11-23', 1],
    ['2026-11-28', 6],
    ['2026-11-29', 7],
    ['1999-12-31', 5],
    ['2000-02-29', 2],
  ])('%s is number %i', (day, number) => {
    expect(weekday(localDate(day))).toBe(number);
  });
});

describe('a working day', () => {
  it.each<[string, Country, string | undefined]>([
    ['2026-11-27', 'NO', undefined],
    ['2026-11-28', 'NO', 'lørdag'],
    ['2026-11-29', 'SE', 'söndag'],
    ['2026-04-02', 'NO', 'skjærtorsdag'],
    // Maundy Thursday is an ordinary day in Sweden, and so is Christmas eve in Norway.
    ['2026-04-02', 'SE', undefined],
    ['2026-12-24', 'NO', undefined],
    ['2026-12-24', 'SE', 'julafton'],
    ['2027-05-17', 'SE', undefined],
  ])('%s in %s is off as %s', (day, country, name) => {
    expect(dayOffName(localDate(day), country)).toBe(name);
    expect(isWorkingDay(localDate(day), country)).toBe(name === undefined);
  });

  it.each<[string, Country, string]>([
    ['2026-04-01', 'NO', '2026-04-07'],
    ['2026-04-02', 'SE', '2026-04-07'],
    ['2026-12-23', 'SE', '2026-12-28'],
    ['2026-12-24', 'NO', '2026-12-28'],
    ['2026-12-30', 'SE', '2027-01-04'],
    ['2026-12-31', 'NO', '2027-01-04'],
  ])('after %s in %s comes %s', (day, country, next) => {
    expect(nextWorkingDay(localDate(day), country)).toBe(next);
  });

  it('is reached within six days from anywhere, and none was passed over', () => {
    fc.assert(
      fc.property(anyDay, anyCountry, (day, country) => {
        const reached = workingDayFrom(day, country);
        expect(isWorkingDay(reached, country)).toBe(true);
        expect(reached >= day && reached <= addDays(day, 6)).toBe(true);
        for (let between: LocalDate = day; between < reached; between = addDays(between, 1)) {
          expect(isWorkingDay(between, country)).toBe(false);
        }
      }),
    );
  });

  it('can be counted: four bank days after Wednesday before Easter', () => {
    expect(addWorkingDays(localDate('2026-04-01'), 4, 'SE')).toBe('2026-04-09');
    expect(addWorkingDays(localDate('2026-04-01'), 4, 'NO')).toBe('2026-04-10');
    expect(addWorkingDays(localDate('2026-04-01'), 0, 'NO')).toBe('2026-04-01');
  });
});

describe('a day that is asked for again', () => {
  it('has the answer that looking day by day gives', () => {
    const plain = (day: LocalDate, country: Country): LocalDate =>
      isWorkingDay(day, country) ? day : plain(addDays(day, 1), country);
    fc.assert(
      fc.property(anyDay, anyCountry, (day, country) => {
        expect(workingDayFrom(day, country)).toBe(plain(day, country));
        expect(workingDayFrom(day, country)).toBe(plain(day, country));
      }),
    );
  });
});
