import { describe, expect, it } from '@jest/globals';
import type { CreditorId, LocalDate } from '@app/domain';
import { portfolioCsv } from './portfolio-csv.js';
import { portfolioJson } from './portfolio-json.js';
import { firstMonth } from './portfolio-reader.js';
import type { PortfolioReport } from './portfolio-report.js';

const day = (text: string) => text as LocalDate;
const cohort = { cases: 2, paidCases: 1, paidBeforeLegal: 1, medianDaysToPayment: 20 };
const REPORT: PortfolioReport = {
  creditorId: '00000000-0000-4000-8000-000000000001' as CreditorId,
  asOf: day('2026-03-31'),
  ages: [0, 2, 6].map((age) => ({
    currency: 'NOK',
    age,
    cases: 1,
    principalMinor: 10_000n,
    interestMinor: 0n,
    costsMinor: 50n,
  })),
  cohorts: [
    { ...cohort, currency: 'NOK', month: day('2025-12-01'), principalMinor: 30_000n },
    { ...cohort, currency: 'SEK', month: day('2024-01-01'), principalMinor: 1n },
  ],
  recovery: [
    { currency: 'NOK', month: day('2025-12-01'), after: 1, recoveredMinor: 500n },
    { currency: 'NOK', month: day('2025-12-01'), after: 3, recoveredMinor: -200n },
    { currency: 'SEK', month: day('2025-12-01'), after: 1, recoveredMinor: 9_999n },
  ],
  plans: [],
  costs: [],
};

describe('the portfolio report', () => {
  it('adds up what came in month by month, each currency by itself, as far as time has gone', () => {
    const [nok, sek] = portfolioJson(REPORT).currencies;
    expect(nok?.cohorts[0]?.recovered.map(({ amount }) => amount)).toEqual(['0.00', '5.00', '5.00', '3.00']);
    expect(sek?.cohorts[0]?.recovered).toHaveLength(13);
  });

  it('names the ages by their days', () => {
    const ages = portfolioJson(REPORT).currencies[0]?.ages.map(({ fromDays, toDays }) => [fromDays, toDays]);
    expect(ages).toEqual([
      [0, 0],
      [31, 60],
      [366, null],
    ]);
  });

  it('says the same in its CSV', () => {
    const lines = portfolioCsv(portfolioJson(REPORT)).split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'age,NOK,366,,principal,100.00',
        'cohort,NOK,2025-12-01,3,recovered,3.00',
        'cohort,SEK,2024-01-01,,medianDaysToPayment,20',
        'plans,NOK,,,kept,0',
      ]),
    );
  });

  it.each([
    ['2026-03-31', '2023-04-01'],
    ['2026-12-01', '2024-01-01'],
    ['2026-11-30', '2023-12-01'],
  ])('looks back 36 months: on %s from %s', (asOf, first) => {
    expect(firstMonth(day(asOf))).toBe(first);
  });
});
