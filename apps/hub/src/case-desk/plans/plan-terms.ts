import {
  type Country,
  type Currency,
  daysBetween,
  type JsonObject,
  type LocalDate,
  parseMoney,
} from '@app/domain';
import {
  buildPlan,
  type Instalment,
  INSTALMENTS_MAX,
  type PlanFacts,
  planStanding,
  type PlanState as Standing,
  PlanTooLongError,
} from '@app/collection';
import type { PlanState } from '../../cases/entities/case-plan.entity.js';
import { dayField } from '../file/case-file.js';
import type { NewPlanDto } from './plan.dto.js';
import { unfitField } from '../../api/unfit-field.js';
import type { Plan } from './plan-store.js';

/** A plan that the debtor can pay, before anybody has said whether it may be granted. */
export interface DraftPlan {
  readonly instalments: readonly Instalment[];
  /** From the first to the last instalment, both counted; free months too. */
  readonly months: number;
}

/**
 * @param debtMinor all that is to be paid by it
 * @throws ProblemError when days or amounts do not make a plan
 */
export function draftPlan(
  dto: NewPlanDto,
  debtMinor: bigint,
  where: { readonly country: Country; readonly currency: Currency; readonly today: LocalDate },
): DraftPlan {
  const { country, currency, today } = where;
  const firstDueOn = dayField('firstDueOn', dto.firstDueOn);
  if (firstDueOn < today) throw unfitField('firstDueOn', 'has passed', 'Begin today or later.');
  const minor = (field: string, amount: string): bigint => {
    const value = parseMoney(amount, currency).minor;
    if (value <= 0n) throw unfitField(field, 'is nothing', 'Give what the debtor can pay a month.');
    return value;
  };
  try {
    const instalments = buildPlan({
      country,
      debtMinor,
      perMonthMinor: minor('perMonth', dto.perMonth),
      firstDueOn,
      monthsMax: INSTALMENTS_MAX,
      ...(dto.steps === undefined
        ? {}
        : {
            steps: dto.steps.map(({ fromInstalment, perMonth }) => ({
              fromInstalment,
              perMonthMinor: minor('steps', perMonth),
            })),
          }),
      ...(dto.freeMonths === undefined ? {} : { freeMonths: dto.freeMonths }),
    });
    return { instalments, months: monthsOf(instalments) };
  } catch (error) {
    if (!(error instanceof PlanTooLongError)) throw error;
    throw unfitField(
      'perMonth',
      `is too little: ${error.message}`,
      'Agree on more a month, or on less debt.',
    );
  }
}

/** What was said, so that the plan can be explained and made again. */
export function basisOf({ perMonth, firstDueOn, steps, freeMonths, fee }: NewPlanDto): JsonObject {
  return {
    perMonth,
    firstDueOn,
    fee,
    ...(steps === undefined ? {} : { steps: steps.map((step) => ({ ...step })) }),
    ...(freeMonths === undefined ? {} : { freeMonths }),
  };
}

const STATUS_OF: Readonly<Record<PlanState, PlanFacts['status']>> = {
  proposed: 'proposed',
  running: 'running',
  ended: 'ended',
  completed: 'completed',
  renegotiated: 'ended',
  declined: 'ended',
};

export function planFacts({ state, agreedOn, instalments }: Plan): PlanFacts {
  return {
    status: STATUS_OF[state],
    agreedOn,
    instalments,
    paidMinor: instalments.reduce((sum, { paidMinor }) => sum + paidMinor, 0n),
  };
}

export function standingOf(plan: Plan, today: LocalDate): Standing {
  return planStanding(planFacts(plan), today).state;
}

/** Days of a month and a half count as two months: the authority's limit is held against the longer reading. */
function monthsOf(instalments: readonly Instalment[]): number {
  const [first, last] = [instalments[0], instalments.at(-1)];
  if (!first || !last) return 0;
  const years = Number(last.dueOn.slice(0, 4)) - Number(first.dueOn.slice(0, 4));
  const months = years * 12 + Number(last.dueOn.slice(5, 7)) - Number(first.dueOn.slice(5, 7));
  return daysBetween(first.dueOn, last.dueOn) < 0 ? 1 : months + 1;
}
