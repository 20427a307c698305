import { describe, expect, it } from '@jest/globals';
import type { CreditorId, LocalDate } from '@app/domain';
import { portfolioCsv } from './portfolio-csv.js';
import { portfolioJson } from './portfolio-json.js';
import { firstMonth } from './portfolio-reader.js';
import type { PortfolioReport } from './portfolio-report.js';
import { amountCell, portfolioSheets, portfolioXlsx } from './portfolio-xlsx.js';

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

  it('adds up the open cases and the months of start', () => {
    const [nok] = portfolioJson(REPORT).currencies;
    expect(nok?.open).toMatchObject({
      cases: 3,
      principal: { amount: '300.00' },
      total: { amount: '301.50' },
    });
    expect(nok?.started).toMatchObject({ cases: 2, paidBeforeLegal: 1, recovered: { amount: '3.00' } });
  });

  it('is a workbook with a sheet per part in the reader’s words', async () => {
    const sheets = portfolioSheets(portfolioJson(REPORT), 'sv');
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Ålder',
      'Startmånad',
      'Inbetalt efter månader',
      'Planer',
      'Kostnader',
    ]);
    const amount = (value: number) => ({ value, format: '#,##0.00' });
    expect(sheets[0]?.data[2]).toEqual(['NOK', '31–60 dagar', 1, amount(100), amount(0), amount(0.5)]);
    for (const { data } of sheets) {
      const widths = data.slice(1).map((row) => row.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(data[0]?.length ?? 0);
    }
    const bytes = await portfolioXlsx(portfolioJson(REPORT), 'nb');
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it.each([
    ['1234567890123.45', { value: 1_234_567_890_123.45, format: '#,##0.00' }],
    ['-0.10', { value: -0.1, format: '#,##0.00' }],
    ['90071992547409.93', '90071992547409.93'],
  ])('writes %s as a number as long as a spreadsheet keeps every digit', (amount, cell) => {
    expect(amountCell({ amount, currency: 'NOK' })).toEqual(cell);
  });

  it.each([
    ['2026-03-31', '2023-04-01'],
    ['2026-12-01', '2024-01-01'],
    ['2026-11-30', '2023-12-01'],
  ])('looks back 36 months: on %s from %s', (asOf, first) => {
    expect(firstMonth(day(asOf))).toBe(first);
  });
});
