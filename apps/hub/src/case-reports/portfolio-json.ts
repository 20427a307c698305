import type { Currency } from '@app/domain';
import { moneyDto } from '../api/money.dto.js';
import type { PortfolioCurrencyDto, PortfolioReportDto } from './portfolio.dto.js';
import { AGE_FROM_DAYS, cumulativeRecovery, type PortfolioReport } from './portfolio-report.js';

export function portfolioJson(report: PortfolioReport): PortfolioReportDto {
  const { asOf, ages, cohorts, plans, costs } = report;
  const named = [ages, cohorts, plans, costs].flatMap((rows) => rows.map(({ currency }) => currency));
  return { asOf, currencies: [...new Set(named)].sort().map((currency) => inCurrency(report, currency)) };
}

function inCurrency(report: PortfolioReport, currency: Currency): PortfolioCurrencyDto {
  const own = <Row extends { readonly currency: Currency }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.currency === currency);
  const amount = (minor: bigint) => moneyDto(minor, currency);
  const [plans] = own(report.plans);
  const [costs] = own(report.costs);
  return {
    currency,
    ages: own(report.ages).map(({ age, cases, principalMinor, interestMinor, costsMinor }) => ({
      fromDays: AGE_FROM_DAYS[age - 1] ?? 0,
      toDays: lastDayOf(age),
      cases,
      principal: amount(principalMinor),
      interest: amount(interestMinor),
      costs: amount(costsMinor),
    })),
    cohorts: own(report.cohorts).map((cohort) => ({
      month: cohort.month,
      cases: cohort.cases,
      principal: amount(cohort.principalMinor),
      paidCases: cohort.paidCases,
      paidBeforeLegal: cohort.paidBeforeLegal,
      medianDaysToPayment: cohort.medianDaysToPayment,
      recovered: cumulativeRecovery(report, cohort).map(amount),
    })),
    plans: { running: plans?.running ?? 0, kept: plans?.kept ?? 0, broken: plans?.broken ?? 0 },
    costs: {
      charged: amount(costs?.chargedMinor ?? 0n),
      givenUp: amount(costs?.givenUpMinor ?? 0n),
      paid: amount(costs?.paidMinor ?? 0n),
    },
  };
}

function lastDayOf(age: number): number | null {
  const next = AGE_FROM_DAYS[age];
  return next === undefined ? null : next - 1;
}
