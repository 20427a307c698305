import type { LocalDate } from '@app/domain';
import type { OutsideTableError } from '../tables/dated-table.js';
import type { StepDecision } from './decision.js';

/**
 * The decision on a case that nobody can judge on a day, since a rate or fee of the law is not known for it: held until
 * somebody adds the figure. No other period's value stands in for it.
 */
export function heldByLawGap(
  { table, day }: OutsideTableError,
  today: LocalDate,
  settingsVersion: number,
): StepDecision {
  return {
    outcome: 'held',
    holds: [{ reason: 'law-figure-missing', inputs: { table, day } }],
    elsewhere: [],
    warnings: [],
    decidedOn: today,
    settingsVersion,
  };
}
