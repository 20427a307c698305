import { addDays, type LocalDate } from '@app/domain';
import type { Instalment, PlanFacts } from './plan.js';
import { DEFAULT_PLAN_TOLERANCE, planStanding, type PlanState, type PlanTolerance } from './plan-state.js';

/** A message that was sent about an instalment, so that none goes twice. */
export interface PlanMessageSent {
  readonly kind: PlanMessageKind;
  readonly dueOn: LocalDate;
}

/**
 * - `instalment-reminder`: some days before the due day
 * - `instalment-late`: the first thing that happens after a missed day: a kind question, not a step
 * - `renegotiate`: a task for a case handler: the plan no longer fits, and another is offered before anything else
 */
export type PlanMessageKind = 'instalment-reminder' | 'instalment-late' | 'renegotiate';

export interface PlanMessage {
  readonly kind: PlanMessageKind;
  readonly instalment: Instalment;
}

/** Days after a missed day before the debtor is asked: the money may be on its way. */
const BANK_DAYS = 2;

/** What a plan asks to be said today, at most one thing; undefined: nothing. */
export function planMessageOn(
  plan: PlanFacts,
  sent: readonly PlanMessageSent[],
  today: LocalDate,
  tolerance: PlanTolerance = DEFAULT_PLAN_TOLERANCE,
): PlanMessage | undefined {
  if (plan.status !== 'running') return undefined;
  const { state, next } = planStanding(plan, today, tolerance);
  const kind = KIND_OF[state];
  if (!next || !kind) return undefined;
  if (kind === 'instalment-late' && today <= addDays(next.dueOn, BANK_DAYS)) return undefined;
  const isSaid = sent.some((message) => message.kind === kind && message.dueOn === next.dueOn);
  return isSaid ? undefined : { kind, instalment: next };
}

const KIND_OF: Readonly<Partial<Record<PlanState, PlanMessageKind>>> = {
  'due-soon': 'instalment-reminder',
  late: 'instalment-late',
  broken: 'renegotiate',
};
