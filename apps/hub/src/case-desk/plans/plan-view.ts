import { moneyDto } from '../../api/money.dto.js';
import type { DeskCase } from '../file/desk-case.js';
import type { PlanDto } from './plan.dto.js';
import type { Plan } from './plan-store.js';
import { standingOf } from './plan-terms.js';

export function planDto(plan: Plan, { currency, today }: Pick<DeskCase, 'currency' | 'today'>): PlanDto {
  const { id, state, agreedOn, answerBy, interest, replacesId, basis, authority, note, endedOn } = plan;
  return {
    id,
    state,
    standing: standingOf(plan, today),
    agreedOn,
    answerBy,
    interest,
    total: moneyDto(plan.totalMinor, currency),
    instalments: plan.instalments.map(({ amountMinor, paidMinor, ...rest }) => ({
      ...rest,
      amount: moneyDto(amountMinor, currency),
      paid: moneyDto(paidMinor, currency),
    })),
    replacesId,
    basis,
    authority,
    note,
    endedOn,
  };
}
