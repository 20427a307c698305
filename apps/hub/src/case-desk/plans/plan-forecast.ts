import { type Country, type Currency, type LocalDate, money } from '@app/domain';
import { forecastPlan, type Instalment, lateInterestTable, percentFromPpm, type Ppm } from '@app/collection';
import type { LetterPlan } from '@app/letters';
import { type Owed, sumOf } from '../../cases/facts/case-balance.js';

/** The late interest of the day; undefined where it is not known yet: no other period's stands in for it. */
export function rateToday({
  country,
  today,
}: {
  readonly country: Country;
  readonly today: LocalDate;
}): Ppm | undefined {
  const { rows } = lateInterestTable(country);
  return rows.find(({ from, to }) => from <= today && (to === undefined || to >= today))?.value;
}

/** What interest a plan adds if the rate of today stays and it is kept, for the agreement in writing; none where that is nothing. */
export function planForecast(
  instalments: readonly Instalment[],
  total: Owed,
  yearlyPpm: Ppm,
  { today, currency }: { readonly today: LocalDate; readonly currency: Currency },
): LetterPlan['forecast'] {
  const { interestMinor } = forecastPlan(instalments, {
    fromOn: today,
    principalMinor: total.principal,
    otherMinor: sumOf(total) - total.principal,
    yearlyPpm,
  });
  if (interestMinor === 0n) return undefined;
  return { interest: money(interestMinor, currency), ratePercent: percentFromPpm(yearlyPpm) };
}
