import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { addMonths, addYears } from './months.js';

describe('so many months later', () => {
  it.each([
    ['2026-01-15', 6, '2026-07-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
    ['2026-03-31', 0, '2026-03-31'],
  ])('%s and %i months are %s', (day, months, later) => {
    expect(addMonths(localDate(day), months)).toBe(later);
  });

  it.each([
    ['2024-02-29', 3, '2027-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2026-11-28', 10, '2036-11-28'],
  ])('%s and %i years are %s', (day, years, later) => {
    expect(addYears(localDate(day), years)).toBe(later);
  });
});
