import type { LocalDate } from '@app/domain';
import { addYears } from '../calendar/index.js';

/** How a plan went, for the measure. */
export interface PlanHistory {
  readonly agreedOn: LocalDate;
  readonly completedOn?: LocalDate;
  /** A person ended it: the debt was not paid by it. */
  readonly endedOn?: LocalDate;
  /** It was replaced by another that the debtor could keep; the first of the chain stands for all. */
  readonly renegotiated: boolean;
}

/** The measure that counts: not what came in, but how many plans held through their first year. */
export interface PlansKept {
  readonly kept: number;
  /** Of those kept, the ones that were renegotiated on the way. */
  readonly keptAfterRenegotiation: number;
  readonly notKept: number;
  /** Still in their first year. */
  readonly tooYoung: number;
  /** Of a thousand that can be judged; undefined while none can. */
  readonly keptPermille?: number;
}

/** A plan is kept when it was paid, or not ended, by the day one year after it was agreed. */
export function plansKeptInFirstYear(plans: readonly PlanHistory[], today: LocalDate): PlansKept {
  let [kept, keptAfterRenegotiation, notKept, tooYoung] = [0, 0, 0, 0];
  for (const plan of plans) {
    const yearOn = addYears(plan.agreedOn, 1);
    if (plan.endedOn !== undefined && plan.endedOn < yearOn && plan.endedOn <= today) notKept += 1;
    else if (today >= yearOn || (plan.completedOn !== undefined && plan.completedOn <= today)) {
      kept += 1;
      if (plan.renegotiated) keptAfterRenegotiation += 1;
    } else tooYoung += 1;
  }
  const judged = kept + notKept;
  return {
    kept,
    keptAfterRenegotiation,
    notKept,
    tooYoung,
    ...(judged === 0 ? {} : { keptPermille: Math.round((1000 * kept) / judged) }),
  };
}
