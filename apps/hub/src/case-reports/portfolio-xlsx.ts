import type { Sheet } from 'write-excel-file/node';
import type { MoneyDto } from '../api/money.dto.js';
import type { PortfolioCurrencyDto, PortfolioLanguage, PortfolioReportDto } from './portfolio.dto.js';
import { PORTFOLIO_WORDINGS, type PortfolioWording } from './portfolio-wording.js';

/** As many digits as a spreadsheet keeps of a number: what has no more comes back digit by digit. */
const DIGITS_MAX = 15;
const AMOUNT_WIDTH = 16;
const WIDTH = 14;

/** A cell as this file writes it: text, a count, or an amount with its two decimals. */
type SheetCell = string | number | { readonly value: string | number; readonly format?: string } | null;
type Rows = readonly (readonly SheetCell[])[];

/** The report as a workbook, a sheet per part; amounts are numbers that can be added up, and each stands beside its currency. */
export async function portfolioXlsx(
  report: PortfolioReportDto,
  language: PortfolioLanguage,
): Promise<Buffer> {
  // Loaded with the first workbook, as the library of the letters is.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return writeXlsxFile(portfolioSheets(report, language)).toBuffer();
}

export function portfolioSheets(
  { currencies }: Pick<PortfolioReportDto, 'currencies'>,
  language: PortfolioLanguage,
): Sheet<never>[] {
  const words = PORTFOLIO_WORDINGS[language];
  const { head } = words;
  const rows = (of: (one: PortfolioCurrencyDto) => Rows): Rows =>
    currencies.flatMap((one) => of(one).map((cells) => [one.currency, ...cells]));
  const months = Math.max(0, ...currencies.flatMap(({ cohorts }) => cohorts.map((c) => c.recovered.length)));
  return [
    sheet(
      words.ages,
      [head.currency, head.age, head.cases, head.principal, head.interest, head.costs],
      rows(({ ages }) =>
        ages.map((age) => [
          ageText(age, words),
          age.cases,
          ...amounts(age.principal, age.interest, age.costs),
        ]),
      ),
    ),
    sheet(
      words.cohorts,
      [head.currency, head.month, head.cases, head.principal, head.paidCases, head.beforeLegal, head.days],
      rows(({ cohorts }) =>
        cohorts.map((one) => [
          one.month.slice(0, 7),
          one.cases,
          amountCell(one.principal),
          one.paidCases,
          one.paidBeforeLegal,
          one.medianDaysToPayment,
        ]),
      ),
    ),
    sheet(
      words.recovery,
      [head.currency, head.month, ...Array.from({ length: months }, (_, after) => words.after(after))],
      rows(({ cohorts }) =>
        cohorts.map(({ month, recovered }) => [month.slice(0, 7), ...amounts(...recovered)]),
      ),
    ),
    sheet(
      words.plans,
      [head.currency, head.running, head.kept, head.broken],
      rows(({ plans: { running, kept, broken } }) => [[running, kept, broken]]),
    ),
    sheet(
      words.costs,
      [head.currency, head.charged, head.givenUp, head.paid],
      rows(({ costs: { charged, givenUp, paid } }) => [amounts(charged, givenUp, paid)]),
    ),
  ];
}

function sheet(name: string, head: readonly string[], rows: Rows): Sheet<never> {
  return {
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((_, column) => ({ width: column === 0 ? WIDTH : AMOUNT_WIDTH })),
    data: [
      head.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((cells) => [...cells]),
    ],
  };
}

function amounts(...all: readonly MoneyDto[]): SheetCell[] {
  return all.map(amountCell);
}

/** A number with its decimals; as text where a spreadsheet would round it. */
export function amountCell({ amount: decimal }: MoneyDto): SheetCell {
  const digits = decimal.replaceAll(/\D/g, '').replace(/^0+/, '').length;
  return digits > DIGITS_MAX ? decimal : { value: Number(decimal), format: '#,##0.00' };
}

function ageText(
  { fromDays, toDays }: PortfolioCurrencyDto['ages'][number],
  words: PortfolioWording,
): string {
  if (fromDays === 0) return words.notOverdue;
  return toDays === null ? words.fromDays(fromDays) : words.betweenDays(fromDays, toDays);
}
