import { type Country, type LocalDate } from '@app/domain';
import { addMonths, workingDayFrom } from '../calendar/index.js';
import type { Instalment } from './plan.js';

/** No plan is longer: ten years of months. */
export const INSTALMENTS_MAX = 120;

/** From the instalment on (1 is the first), so much a month, in minor units. */
export interface PlanStep {
  readonly fromInstalment: number;
  readonly perMonthMinor: bigint;
}

export interface PlanTerms {
  readonly country: Country;
  /** All that is to be paid by the plan, in minor units. */
  readonly debtMinor: bigint;
  /** What the debtor can pay a month. */
  readonly perMonthMinor: bigint;
  /** First due day; the others fall on the same day of the following months, moved off days without work. */
  readonly firstDueOn: LocalDate;
  /** At most so many months, by the creditor's authority. */
  readonly monthsMax: number;
  /** Stepped instalments: other amounts from later instalments on, in order. */
  readonly steps?: readonly PlanStep[];
  /** Months of the year without an instalment, 1 to 12: Swedish practice leaves June and December free (2016:675 38 §). */
  readonly freeMonths?: readonly number[];
}

/** What the debtor can pay does not cover the debt within the months allowed. */
export class PlanTooLongError extends Error {
  constructor(
    readonly monthsMax: number,
    readonly uncoveredMinor: bigint,
    /** What a month would have to bring for an equal plan of that length. */
    readonly neededPerMonthMinor: bigint,
  ) {
    super(
      `The plan leaves ${uncoveredMinor} unpaid after ${monthsMax} months, so it is not made. ` +
        `Agree on at least ${neededPerMonthMinor} a month, a longer plan within the authority, or less debt.`,
    );
    this.name = 'PlanTooLongError';
  }
}

/**
 * A plan from what the debtor can pay: so much each month, and the rest as the last and smaller instalment. The
 * instalments sum to the debt, to the last øre.
 * @throws RangeError when an amount or a bound is not positive and whole
 * @throws PlanTooLongError
 */
export function buildPlan(terms: PlanTerms): readonly Instalment[] {
  assertTerms(terms);
  const instalments: Instalment[] = [];
  let leftMinor = terms.debtMinor;
  for (let month = 0; month < terms.monthsMax && leftMinor > 0n; month += 1) {
    const nominalOn = addMonths(terms.firstDueOn, month);
    if (terms.freeMonths?.includes(Number(nominalOn.slice(5, 7))) === true) continue;
    const wanted = perMonth(terms, instalments.length + 1);
    const amountMinor = wanted < leftMinor ? wanted : leftMinor;
    instalments.push({ dueOn: workingDayFrom(nominalOn, terms.country), amountMinor });
    leftMinor -= amountMinor;
  }
  if (leftMinor > 0n) {
    throw new PlanTooLongError(
      terms.monthsMax,
      leftMinor,
      leastPerMonth(terms.debtMinor, payingMonths(terms)),
    );
  }
  return instalments;
}

/** What each month has to bring at least, so that the debt is paid in so many instalments. */
export function leastPerMonth(debtMinor: bigint, instalments: number): bigint {
  const count = BigInt(Math.max(instalments, 1));
  return (debtMinor + count - 1n) / count;
}

function perMonth({ perMonthMinor, steps = [] }: PlanTerms, instalment: number): bigint {
  return steps.findLast(({ fromInstalment }) => fromInstalment <= instalment)?.perMonthMinor ?? perMonthMinor;
}

function payingMonths({ firstDueOn, monthsMax, freeMonths = [] }: PlanTerms): number {
  const months = Array.from({ length: monthsMax }, (_, month) => addMonths(firstDueOn, month));
  return months.filter((on) => !freeMonths.includes(Number(on.slice(5, 7)))).length;
}

function assertTerms({ debtMinor, perMonthMinor, monthsMax, steps = [], freeMonths = [] }: PlanTerms): void {
  if (
    debtMinor <= 0n ||
    [perMonthMinor, ...steps.map((step) => step.perMonthMinor)].some((minor) => minor <= 0n)
  ) {
    throw new RangeError('A plan needs a debt and monthly amounts above zero; it is not made.');
  }
  if (!Number.isInteger(monthsMax) || monthsMax < 1 || monthsMax > INSTALMENTS_MAX) {
    throw new RangeError(`A plan runs for 1 to ${INSTALMENTS_MAX} months, not ${monthsMax}; it is not made.`);
  }
  if (new Set(freeMonths).size >= 12) {
    throw new RangeError('Every month of the year is free: no instalment would ever fall due.');
  }
}
