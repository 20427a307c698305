import { daysBetween, type LocalDate } from '@app/domain';
import { PPM_PER_ONE, type Ppm } from '../tables/percent.js';
import type { Instalment } from './plan.js';

/** What a forecast assumes. It is rough on purpose: rates to come are not known. */
export interface ForecastTerms {
  /** The day from which interest is forecast. */
  readonly fromOn: LocalDate;
  /** What bears interest, in minor units. */
  readonly principalMinor: bigint;
  /** What bears none and is paid first: costs, interest accrued so far. Minor units. */
  readonly otherMinor: bigint;
  /** The rate of today, a year. */
  readonly yearlyPpm: Ppm;
}

/** Interest that would run until the plan is paid, if the rate stays and every instalment comes on its day. */
export interface PlanForecast {
  readonly interestMinor: bigint;
  readonly totalMinor: bigint;
  readonly rough: true;
}

const YEAR_DAYS = 365n;

/** Simple interest on the principal that is left, by days of a year of 365, rounded up once to a whole minor unit. */
export function forecastPlan(instalments: readonly Instalment[], terms: ForecastTerms): PlanForecast {
  let { principalMinor, otherMinor } = terms;
  let since = terms.fromOn;
  let weighed = 0n;
  for (const { dueOn, amountMinor } of instalments) {
    const days = Math.max(daysBetween(since, dueOn), 0);
    weighed += principalMinor * BigInt(days);
    since = dueOn > since ? dueOn : since;
    const onOther = amountMinor < otherMinor ? amountMinor : otherMinor;
    otherMinor -= onOther;
    const onPrincipal = amountMinor - onOther;
    principalMinor = onPrincipal < principalMinor ? principalMinor - onPrincipal : 0n;
  }
  const parts = YEAR_DAYS * PPM_PER_ONE;
  const interestMinor = (weighed * terms.yearlyPpm + parts - 1n) / parts;
  return { interestMinor, totalMinor: terms.principalMinor + terms.otherMinor + interestMinor, rough: true };
}
