import { moneyDto } from '../../api/money.dto.js';
import type { WaitingMoney } from '../../remittance/payout-deadlines.js';
import type { MoneyWorkDto } from './work-list.dto.js';

/** Money whose day is near and that something keeps here, and all that is late: what a person has to see to. */
export function moneyWork(waiting: readonly WaitingMoney[]): MoneyWorkDto[] {
  return waiting
    .filter(({ state, obstacle }) => state === 'late' || (state === 'soon' && obstacle !== null))
    .map(({ heldMinor, currency, country: _, ...rest }) => ({
      ...rest,
      held: moneyDto(heldMinor, currency),
      title: `${WHAT[rest.obstacle ?? 'none']} ${whenOf(rest)}`,
    }));
}

const WHAT: Readonly<Record<NonNullable<WaitingMoney['obstacle']> | 'none', string>> = {
  'nobody-said-where': 'Say where this creditor’s money is to be sent:',
  'other-currency': 'Agree how money in another currency than the creditor’s is to be sent:',
  none: 'Find out why this creditor’s money has not left:',
};

function whenOf({
  state,
  orderBy,
  deadlineOn,
}: Pick<WaitingMoney, 'state' | 'orderBy' | 'deadlineOn'>): string {
  return state === 'late'
    ? `it had to be ordered by ${orderBy}; its last day is ${deadlineOn}.`
    : `order it by ${orderBy} at the latest.`;
}
