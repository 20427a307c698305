import type { LocalDate } from '@app/domain';

export interface Instalment {
  readonly dueOn: LocalDate;
  readonly amountMinor: bigint;
}

/**
 * - `proposed`: not yet accepted, holds nothing beyond its answer day
 * - `running`: agreed
 * - `ended`: a person has ended it, after contact and an offer to renegotiate
 * - `completed`: all paid
 */
export type PlanStatus = 'proposed' | 'running' | 'ended' | 'completed';

/** A plan as the planner and the measures see it. Amounts in minor units of the case's currency. */
export interface PlanFacts {
  readonly status: PlanStatus;
  readonly agreedOn: LocalDate;
  /** In the order of their days; at most 120. */
  readonly instalments: readonly Instalment[];
  /** All that was paid towards the plan; it fills the instalments in order. */
  readonly paidMinor: bigint;
  /** A proposal stands open until this day, inclusive. */
  readonly answerBy?: LocalDate;
}
