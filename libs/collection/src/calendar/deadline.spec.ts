import { addDays, type Country, daysBetween, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadline, earliestAfter, isMissed } from './deadline.js';
import { heavyFrom } from './heavy-day.js';
import { isWorkingDay } from './working-day.js';

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(localDate('1995-01-01'), days));

describe('fourteen days in Norway', () => {
  it.each([
    // The day of sending is not counted: fourteen days after a Monday is a Monday.
    ['2026-11-02', '2026-11-16', undefined],
    ['2026-11-07', '2026-11-23', 'lørdag'],
    ['2026-03-19', '2026-04-07', 'skjærtorsdag'],
    ['2026-04-17', '2026-05-04', '1. mai'],
    ['2026-12-11', '2026-12-28', '1. juledag'],
    ['2026-12-10', '2026-12-24', undefined],
    // Over the leap day, and over the night in which clocks change.
    ['2028-02-16', '2028-03-01', undefined],
    ['2026-03-24', '2026-04-07', undefined],
  ])('sent on %s end on %s', (sentOn, endsOn, movedOff) => {
    const found = deadline({ country: 'NO', sentOn: localDate(sentOn), days: 14 });
    expect(found.endsOn).toBe(endsOn);
    expect(found.movedOff).toBe(movedOff);
    expect(found.countedTo).toBe(addDays(localDate(sentOn), 14));
    expect(found.source).toContain('domstolloven § 148');
  });
});

describe('eight days in Sweden', () => {
  it.each([
    ['2026-11-02', 0, 0, '2026-11-10'],
    // Three days for the post.
    ['2026-11-02', 3, 0, '2026-11-13'],
    ['2026-11-03', 3, 0, '2026-11-16'],
    // Received on Monday the 28th after Christmas; then the 29th, the 30th, the 4th and the 5th of January.
    ['2026-12-22', 3, 4, '2027-01-05'],
    ['2026-06-11', 0, 0, '2026-06-22'],
  ])('sent on %s, with %i days of post and %i bank days, end on %s', (sentOn, postDays, bankDays, endsOn) => {
    const found = deadline({
      country: 'SE',
      sentOn: localDate(sentOn),
      days: 8,
      postDays,
      bankDaysAfterReceipt: bankDays,
    });
    expect(found.endsOn).toBe(endsOn);
  });
});

describe('any deadline', () => {
  it('ends on a working day, never earlier than counted, at most six days later', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom<Country>('NO', 'SE'),
        fc.integer({ min: 0, max: 60 }),
        (sentOn, country, days) => {
          const { endsOn, countedTo } = deadline({ country, sentOn, days });
          expect(isWorkingDay(endsOn, country)).toBe(true);
          expect(daysBetween(sentOn, countedTo)).toBe(days);
          expect(daysBetween(countedTo, endsOn)).toBeGreaterThanOrEqual(0);
          expect(daysBetween(countedTo, endsOn)).toBeLessThanOrEqual(6);
        },
      ),
    );
  });

  it.each([-1, 1.5, Number.NaN])('of %d days is refused', (days) => {
    expect(() => deadline({ country: 'NO', sentOn: localDate('2026-11-02'), days })).toThrow(RangeError);
  });

  it('is kept on its last day and missed on the next', () => {
    expect(isMissed(localDate('2026-11-16'), localDate('2026-11-16'))).toBe(false);
    expect(isMissed(localDate('2026-11-16'), localDate('2026-11-17'))).toBe(true);
  });

  it('lets the next step come on a working day after it, with time for money on its way', () => {
    expect(earliestAfter(localDate('2026-11-16'), 0, 'NO')).toBe('2026-11-17');
    expect(earliestAfter(localDate('2026-11-16'), 3, 'NO')).toBe('2026-11-20');
    expect(earliestAfter(localDate('2026-11-16'), 4, 'NO')).toBe('2026-11-23');
  });
});

describe('the heavy ceilings', () => {
  it('hold from day D+43 when the shortest deadline was given', () => {
    const sentOn = localDate('2026-09-01');
    const { endsOn } = deadline({ country: 'NO', sentOn, days: 14 });
    expect(daysBetween(sentOn, heavyFrom(endsOn))).toBe(43);
    expect(daysBetween(endsOn, heavyFrom(endsOn))).toBe(29);
  });

  it('wait for the day a deadline was moved to', () => {
    // Sent on a Saturday: D+14 is a Saturday, moved to Monday D+16.
    const { endsOn } = deadline({ country: 'NO', sentOn: localDate('2026-09-05'), days: 14 });
    expect(heavyFrom(endsOn)).toBe(addDays(localDate('2026-09-05'), 45));
  });
});
