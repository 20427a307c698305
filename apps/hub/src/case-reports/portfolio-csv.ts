import type { PortfolioReportDto } from './portfolio.dto.js';

const HEAD = 'part,currency,from,to,what,value';

/**
 * One line per figure, after RFC 4180; names as in the API, amounts with a point. `from` and `to` are days past due of an age, the month of
 * a cohort, and for `recovered` the months after its start. All cells are numbers, days and our own words: none needs quotes.
 */
export function portfolioCsv({ currencies }: PortfolioReportDto): string {
  const lines = [HEAD];
  for (const { currency, ages, cohorts, plans, costs } of currencies) {
    const add = (part: string, from: string, to: string, what: string, value: string | number): void => {
      lines.push([part, currency, from, to, what, value].join(','));
    };
    for (const { fromDays, toDays, cases, ...sums } of ages) {
      const at = ['age', `${fromDays}`, `${toDays ?? ''}`] as const;
      add(...at, 'cases', cases);
      for (const [what, { amount }] of Object.entries(sums)) add(...at, what, amount);
    }
    for (const { month, principal, recovered, medianDaysToPayment, ...counts } of cohorts) {
      for (const [what, count] of Object.entries(counts)) add('cohort', month, '', what, count);
      add('cohort', month, '', 'medianDaysToPayment', medianDaysToPayment ?? '');
      add('cohort', month, '', 'principal', principal.amount);
      recovered.forEach(({ amount }, after) => add('cohort', month, `${after}`, 'recovered', amount));
    }
    for (const [what, count] of Object.entries(plans)) add('plans', '', '', what, count);
    for (const [what, { amount }] of Object.entries(costs)) add('costs', '', '', what, amount);
  }
  return `${lines.join('\r\n')}\r\n`;
}
