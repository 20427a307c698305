import type { Currency } from '@app/domain';
import { type MoneyDto, moneyDto } from '../api/money.dto.js';
import type {
  PortfolioCurrencyDto,
  PortfolioOpenDto,
  PortfolioReportDto,
  PortfolioStartedDto,
} from './portfolio.dto.js';
import {
  AGE_FROM_DAYS,
  type AgeRow,
  type CohortRow,
  cumulativeRecovery,
  type PortfolioReport,
  type RecoveryRow,
} from './portfolio-report.js';

export function portfolioJson(report: PortfolioReport): PortfolioReportDto {
  const { asOf, ages, cohorts, plans, costs } = report;
  const named = [ages, cohorts, plans, costs].flatMap((rows) => rows.map(({ currency }) => currency));
  return { asOf, currencies: [...new Set(named)].sort().map((currency) => inCurrency(report, currency)) };
}

function inCurrency(report: PortfolioReport, currency: Currency): PortfolioCurrencyDto {
  const own = <Row extends { readonly currency: Currency }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.currency === currency);
  const amount = (minor: bigint) => moneyDto(minor, currency);
  const ages = own(report.ages);
  const cohorts = own(report.cohorts);
  const [plans] = own(report.plans);
  const [costs] = own(report.costs);
  return {
    currency,
    open: openCases(ages, amount),
    started: startedCases(cohorts, own(report.recovery), amount),
    ages: ages.map(({ age, cases, principalMinor, interestMinor, costsMinor }) => ({
      fromDays: AGE_FROM_DAYS[age - 1] ?? 0,
      toDays: lastDayOf(age),
      cases,
      principal: amount(principalMinor),
      interest: amount(interestMinor),
      costs: amount(costsMinor),
    })),
    cohorts: cohorts.map((cohort) => ({
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

type ToDto = (minor: bigint) => MoneyDto;

function openCases(ages: readonly AgeRow[], amount: ToDto): PortfolioOpenDto {
  const principal = sumOf(ages, ({ principalMinor }) => principalMinor);
  const interest = sumOf(ages, ({ interestMinor }) => interestMinor);
  const costs = sumOf(ages, ({ costsMinor }) => costsMinor);
  return {
    cases: ages.reduce((sum, { cases }) => sum + cases, 0),
    principal: amount(principal),
    interest: amount(interest),
    costs: amount(costs),
    total: amount(principal + interest + costs),
  };
}

function startedCases(
  cohorts: readonly CohortRow[],
  recovery: readonly RecoveryRow[],
  amount: ToDto,
): PortfolioStartedDto {
  const count = (of: (cohort: CohortRow) => number): number =>
    cohorts.reduce((sum, cohort) => sum + of(cohort), 0);
  return {
    cases: count(({ cases }) => cases),
    principal: amount(sumOf(cohorts, ({ principalMinor }) => principalMinor)),
    recovered: amount(sumOf(recovery, ({ recoveredMinor }) => recoveredMinor)),
    paidCases: count(({ paidCases }) => paidCases),
    paidBeforeLegal: count(({ paidBeforeLegal }) => paidBeforeLegal),
  };
}

function sumOf<Row>(rows: readonly Row[], of: (row: Row) => bigint): bigint {
  return rows.reduce((sum, row) => sum + of(row), 0n);
}

function lastDayOf(age: number): number | null {
  const next = AGE_FROM_DAYS[age];
  return next === undefined ? null : next - 1;
}
