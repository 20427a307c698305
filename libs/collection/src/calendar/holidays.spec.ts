import { type Country, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { holidayOn, holidays } from './holidays.js';

const listed = (country: Country, year: number): string[] =>
  holidays(country, year).map(({ on, name }) => `${on} ${name}`);

describe('Norway', () => {
  it('keeps these days in 2026', () => {
    expect(listed('NO', 2026)).toEqual([
      '2026-01-01 1. nyttårsdag',
      '2026-04-02 skjærtorsdag',
      '2026-04-03 langfredag',
      '2026-04-05 1. påskedag',
      '2026-04-06 2. påskedag',
      '2026-05-01 1. mai',
      '2026-05-14 Kristi himmelfartsdag',
      '2026-05-17 17. mai',
      '2026-05-24 1. pinsedag',
      '2026-05-25 2. pinsedag',
      '2026-12-25 1. juledag',
      '2026-12-26 2. juledag',
    ]);
  });

  it('works on Christmas eve and New Year’s eve', () => {
    expect(holidayOn(localDate('2026-12-24'), 'NO')).toBeUndefined();
    expect(holidayOn(localDate('2026-12-31'), 'NO')).toBeUndefined();
  });

  it('has one entry where two holidays fall on one day', () => {
    // Ascension Day of 2008 was 1 May; Whit Monday of 2027 is 17 May.
    expect(listed('NO', 2008).filter((line) => line.startsWith('2008-05-01'))).toHaveLength(1);
    expect(listed('NO', 2027).filter((line) => line.startsWith('2027-05-17'))).toHaveLength(1);
  });
});

describe('Sweden', () => {
  it('keeps these days in 2026', () => {
    expect(listed('SE', 2026)).toEqual([
      '2026-01-01 nyårsdagen',
      '2026-01-06 trettondedag jul',
      '2026-04-03 långfredagen',
      '2026-04-05 påskdagen',
      '2026-04-06 annandag påsk',
      '2026-05-01 första maj',
      '2026-05-14 Kristi himmelsfärdsdag',
      '2026-05-24 pingstdagen',
      '2026-06-06 nationaldagen',
      '2026-06-19 midsommarafton',
      '2026-06-20 midsommardagen',
      '2026-10-31 alla helgons dag',
      '2026-12-24 julafton',
      '2026-12-25 juldagen',
      '2026-12-26 annandag jul',
      '2026-12-31 nyårsafton',
    ]);
  });

  it.each([
    // The Saturday that falls on 20–26 June, and the one that falls on 31 October – 6 November.
    [2020, '2020-06-20', '2020-10-31'],
    [2021, '2021-06-26', '2021-11-06'],
    [2025, '2025-06-21', '2025-11-01'],
    [2027, '2027-06-26', '2027-11-06'],
  ])('keeps midsummer and All Saints of %i on %s and %s', (_year, midsummer, saints) => {
    expect(holidayOn(localDate(midsummer), 'SE')?.name).toBe('midsommardagen');
    expect(holidayOn(localDate(saints), 'SE')?.name).toBe('alla helgons dag');
  });

  it('kept Whit Monday until the national day took its place in 2005', () => {
    expect(holidayOn(localDate('2004-05-31'), 'SE')?.name).toBe('annandag pingst');
    expect(holidayOn(localDate('2004-06-06'), 'SE')).toBeUndefined();
    expect(holidayOn(localDate('2005-05-16'), 'SE')).toBeUndefined();
    expect(holidayOn(localDate('2005-06-06'), 'SE')?.name).toBe('nationaldagen');
  });

  it('calls the three eves what they are: no holidays, yet no day for a deadline', () => {
    const eves = holidays('SE', 2026).filter(({ kind }) => kind === 'eve');
    expect(eves.map(({ name }) => name)).toEqual(['midsommarafton', 'julafton', 'nyårsafton']);
    expect(eves.every(({ source }) => source.includes('1930:173'))).toBe(true);
  });
});
