import type { DebtorStanding } from '../vocabulary.js';
import type { PaymentHistory } from './rule-table.js';

/** What the advice on a running service looks at. Amounts in minor units. */
export interface ServiceFacts {
  readonly standing: DebtorStanding;
  readonly history: PaymentHistory;
  /** People live by it: heat, power, water, care, the only telephone. */
  readonly essential: boolean;
  readonly vulnerable: boolean;
  readonly objectionOpen: boolean;
  /** A deferral or plan that is kept. */
  readonly agreementKept: boolean;
  readonly daysLate: number;
  readonly owedMinor: bigint;
  /** What the service costs the debtor in a month. */
  readonly monthlyMinor: bigint;
}

/**
 * - `keep`: go on delivering
 * - `limit`: no new credit, payment ahead
 * - `stop`: tell the debtor, then stop
 * - `person`: a person weighs it
 */
export type ServiceAdvice = 'keep' | 'limit' | 'stop' | 'person';

export interface ServiceRule {
  readonly id: string;
  readonly when: (facts: ServiceFacts) => boolean;
  readonly advice: ServiceAdvice;
  readonly because: string;
}

const LATE_DAYS = 60;
const VERY_LATE_DAYS = 120;
const MONTHS_OWED = 3n;

/** The first rule that holds. It is advice: the creditor decides, and other law may forbid to stop at all. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  {
    id: 'disputed',
    when: ({ objectionOpen }) => objectionOpen,
    advice: 'keep',
    because: 'The claim is disputed: nothing is stopped before the objection is answered.',
  },
  {
    id: 'agreement-kept',
    when: ({ agreementKept }) => agreementKept,
    advice: 'keep',
    because: 'A deferral or plan is kept. Stopping would break what was agreed.',
  },
  {
    id: 'vulnerable-or-essential',
    when: ({ vulnerable, essential, standing }) => vulnerable || (essential && standing === 'consumer'),
    advice: 'person',
    because: 'Stopping could harm a person: somebody must weigh it, and talk to the debtor first.',
  },
  {
    id: 'forgetful',
    when: ({ history, daysLate }) =>
      (history === 'reliable' || history === 'forgetful') && daysLate <= LATE_DAYS,
    advice: 'keep',
    because: 'This customer pays in the end: keeping the customer is worth more than the delay.',
  },
  {
    id: 'much-and-long',
    when: ({ daysLate, owedMinor, monthlyMinor }) =>
      daysLate > VERY_LATE_DAYS && owedMinor >= MONTHS_OWED * monthlyMinor,
    advice: 'stop',
    because: 'More than four months late, and three months or more are owed: going on makes the debt grow.',
  },
  {
    id: 'late',
    when: ({ daysLate }) => daysLate > LATE_DAYS,
    advice: 'limit',
    because: 'More than two months late: deliver against payment ahead, so that the debt does not grow.',
  },
  { id: 'otherwise', when: () => true, advice: 'keep', because: 'It is too early to tell; most people pay.' },
];

/** What to advise the creditor, with the rule that says so. */
export function adviseOnService(
  facts: ServiceFacts,
  rules: readonly ServiceRule[] = SERVICE_RULES,
): { readonly advice: ServiceAdvice; readonly ruleId: string; readonly because: string } {
  const rule = rules.find(({ when }) => when(facts));
  if (!rule)
    return { advice: 'person', ruleId: 'none', because: 'No rule speaks of this: a person weighs it.' };
  return { advice: rule.advice, ruleId: rule.id, because: rule.because };
}
