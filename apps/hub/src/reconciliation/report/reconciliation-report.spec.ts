import { describe, expect, it } from '@jest/globals';
import { type CreditorId, localDate } from '@app/domain';
import { buildReport } from './reconciliation-report.js';
import { reportCsv } from './report-csv.js';
import { reportJson } from './report-json.js';
import { reportPdf } from './report-pdf.js';
import { REPORT_WORDING } from './report-wording.js';
import { sampleFacts } from './testing/sample-report.js';

const from = localDate('2026-03-02');
const to = localDate('2026-03-04');
const endsAt = new Date('2026-03-04T23:00:00.000Z');
const report = buildReport(sampleFacts(), { from, to, endsAt });

describe('the reconciliation report', () => {
  it('carries each balance from day to day, and says what lies between ledger and claims', () => {
    const nok = report.days.filter(({ currency }) => currency === 'NOK');
    expect(nok.map(({ day, differenceMinor }) => [day, differenceMinor])).toEqual([
      ['2026-03-02', 0n],
      ['2026-03-03', 40_000n],
      ['2026-03-04', 40_000n],
    ]);
    for (const [at, { accounts }] of nok.entries()) {
      for (const { side, account, openingMinor, movements, closingMinor } of accounts) {
        expect(closingMinor).toBe(movements.reduce((sum, { minor }) => sum + minor, openingMinor));
        const before = nok[at - 1]?.accounts.find((one) => one.side === side && one.account === account);
        if (before) expect(openingMinor).toBe(before.closingMinor);
      }
    }
    expect(nok[0]?.accounts.map(({ openingMinor }) => openingMinor)).toEqual([100_000n, 100_000n]);
  });

  it('tells differences as they stood when the last day ended, not as they are now', () => {
    expect(report.differences).toMatchObject([
      { kind: 'missing-posting', state: 'explained', gapMinor: 40_000n, clearedAt: null },
      { kind: 'client-money-missing', state: 'cleared' },
    ]);
    expect(report.differences[0]?.told).toMatchObject([
      { kind: 'explained', actor: 'case-handler:kari.n', text: '=The bookkeeper corrects it, "today"' },
    ]);
    expect(report.totals).toEqual([
      { kind: 'client-money-missing', currency: 'NOK', open: 0, explained: 0, cleared: 1, gapMinor: 0n },
      { kind: 'missing-posting', currency: 'NOK', open: 0, explained: 1, cleared: 0, gapMinor: 40_000n },
    ]);
  });

  it('reads the same as JSON and as CSV, in which no text is a formula', () => {
    expect(reportJson(report)).toMatchObject({
      creditor: { id: '019aa3c0-0000-7000-8000-000000000001' as CreditorId },
      totals: [{ difference: '0.00' }, { difference: '400.00' }],
    });
    const csv = reportCsv(report);
    expect(csv).toContain('difference,2026-03-03,NOK,,,ledger-less-claims,400.00,,,\r\n');
    expect(csv).toContain('"case-handler:kari.n: =The bookkeeper corrects it, ""today"""');
    expect(csv.split('\r\n').every((line) => !/(^|,)[=@]/.test(line))).toBe(true);
    expect(csv).toContain('movement,2026-03-03,NOK,claims,,settled,-400.00,,,\r\n');
  });

  it.each(['nb', 'sv', 'en'] as const)('prints the same bytes again, in %s', async (language) => {
    const [first, second] = [await reportPdf(report, language), await reportPdf(report, language)];
    expect(first.equals(second)).toBe(true);
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.length).toBeGreaterThan(5_000);
    const words = REPORT_WORDING[language];
    // A name for everything that the sample holds.
    for (const { accounts } of report.days)
      for (const { movements } of accounts)
        for (const { what } of movements) expect(Object.keys(words.movements)).toContain(what);
  });
});
