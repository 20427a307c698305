import { addDays, daysBetween, type LocalDate } from '@app/domain';
import type { Instalment, PlanFacts } from './plan.js';

/** How patient a plan is. Days are calendar days. */
export interface PlanTolerance {
  /** So long before a due day the next instalment counts as due soon, and is reminded of. */
  readonly dueSoonDays: number;
  /** So long after a missed due day the plan is late, and handled by contact; later it counts as broken. */
  readonly lateDaysMax: number;
  /** With so many instalments missed the plan counts as broken at once. */
  readonly missedMax: number;
}

export const DEFAULT_PLAN_TOLERANCE: PlanTolerance = { dueSoonDays: 5, lateDaysMax: 30, missedMax: 2 };

/**
 * - `in-good-standing`: nothing is missed
 * - `due-soon`: nothing is missed, and the next instalment is near
 * - `late`: one instalment is missed; the debtor is contacted first
 * - `broken`: missed for long, or more than one: a person offers to renegotiate before anything else
 */
export type PlanState = 'in-good-standing' | 'due-soon' | 'late' | 'broken' | 'paid';

export interface PlanStanding {
  readonly state: PlanState;
  /** Paid in full, in order. */
  readonly instalmentsPaid: number;
  /** The first that is not paid in full. */
  readonly next?: Instalment;
  /** What is missing on instalments whose day has passed, in minor units. */
  readonly missingMinor: bigint;
  /** First day on which the state is another if nothing is paid. */
  readonly changesOn?: LocalDate;
}

/** How a plan stands on a day. Payments fill the instalments in order; a due day that is today is not missed. */
export function planStanding(
  plan: Pick<PlanFacts, 'instalments' | 'paidMinor'>,
  today: LocalDate,
  tolerance: PlanTolerance = DEFAULT_PLAN_TOLERANCE,
): PlanStanding {
  let left = plan.paidMinor;
  let paid = 0;
  let dueMinor = 0n;
  let missed = 0;
  let next: Instalment | undefined;
  for (const instalment of plan.instalments) {
    left -= instalment.amountMinor;
    if (left >= 0n) paid += 1;
    else next ??= instalment;
    if (instalment.dueOn >= today) continue;
    dueMinor += instalment.amountMinor;
    if (left < 0n) missed += 1;
  }
  const missingMinor = dueMinor > plan.paidMinor ? dueMinor - plan.paidMinor : 0n;
  if (!next) return { state: 'paid', instalmentsPaid: paid, missingMinor };
  return {
    instalmentsPaid: paid,
    next,
    missingMinor,
    ...stateOf(plan, next, missed, paid, today, tolerance),
  };
}

function stateOf(
  plan: Pick<PlanFacts, 'instalments'>,
  next: Instalment,
  missed: number,
  paid: number,
  today: LocalDate,
  { dueSoonDays, lateDaysMax, missedMax }: PlanTolerance,
): Pick<PlanStanding, 'state' | 'changesOn'> {
  if (missed === 0) {
    const soonOn = addDays(next.dueOn, -dueSoonDays);
    if (today < soonOn) return { state: 'in-good-standing', changesOn: soonOn };
    return { state: 'due-soon', changesOn: addDays(next.dueOn, 1) };
  }
  if (missed >= missedMax || daysBetween(next.dueOn, today) > lateDaysMax) return { state: 'broken' };
  const brokenOn = addDays(next.dueOn, lateDaysMax + 1);
  const fatal = plan.instalments[paid + missedMax - 1];
  const missedOn = fatal === undefined ? brokenOn : addDays(fatal.dueOn, 1);
  return { state: 'late', changesOn: missedOn < brokenOn ? missedOn : brokenOn };
}
