import { describe, expect, it } from '@jest/globals';
import { type Cohort, countShare, recoveryLines, shareOf, wholeOf } from './drawn.js';

const nok = (amount: string) => ({ amount, currency: 'NOK' as const });
const cohort = (month: string, principal: string, ...recovered: string[]): Cohort => ({
  month,
  cases: 1,
  principal: nok(principal),
  paidCases: 0,
  paidBeforeLegal: 0,
  medianDaysToPayment: null,
  recovered: recovered.map(nok),
});

describe('what is drawn of the report', () => {
  it('is a share, exact beyond what a float can hold', () => {
    expect(shareOf(nok('250.00'), nok('1000.00'))).toBe(0.25);
    expect(shareOf(nok('9007199254740993.00'), nok('9007199254740993.00'))).toBe(1);
    expect(shareOf(nok('0.00'), nok('0.00'))).toBeUndefined();
    expect(countShare(1, 0)).toBeUndefined();
  });

  it('has the height of its whole crowns', () => {
    expect([wholeOf(nok('1250.99')), wholeOf(nok('-5.10'))]).toEqual([1250, -5]);
  });

  it('is a line per month of start, as far as time has gone', () => {
    const { months, points } = recoveryLines([
      cohort('2026-01-01', '100.00', '0.00', '50.00', '75.00'),
      cohort('2026-02-01', '200.00', '20.00', '100.00'),
      cohort('2026-03-01', '300.00', '30.00'),
    ]);
    expect(months).toEqual(['2026-01-01', '2026-02-01']);
    expect(points).toEqual([
      { after: 0, '2026-01-01': 0, '2026-02-01': 0.1 },
      { after: 1, '2026-01-01': 0.5, '2026-02-01': 0.5 },
      { after: 2, '2026-01-01': 0.75 },
    ]);
  });
});
