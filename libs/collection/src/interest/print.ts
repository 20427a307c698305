import { type Currency, formatDecimal } from '@app/domain';
import { percentFromPpm } from '../tables/percent.js';
import type { InterestStatement } from './interest.js';
import type { InterestLine } from './interest-lines.js';

/** One line of text for each line of the statement and one for the sum: for case files, logs and tests, not for letters. */
export function printInterest(statement: InterestStatement): readonly string[] {
  const { currency } = statement.amount;
  return [
    ...statement.lines.map((line) => printLine(line, currency)),
    `${statement.startsOn}..${statement.until} interest ${formatDecimal(statement.amount)} ${currency}`,
  ];
}

function printLine(line: InterestLine, currency: Currency): string {
  const principal = formatDecimal({ minor: line.principalMinor, currency });
  const { numerator, denominator } = line.fraction;
  return (
    `${line.from}..${line.to} ${principal} × ${percentFromPpm(line.yearlyPpm)} % × ${line.days}/${line.yearDays}` +
    ` = ${numerator}/${denominator} minor units (${line.rule}; ${line.source})`
  );
}
