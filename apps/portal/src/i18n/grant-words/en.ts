import type { nb } from './nb.js';

export const en: typeof nb = {
  deferral: (days) => `A deferral of ${days} days`,
  plan: (perMonth, firstDueOn) => `A plan of ${perMonth} a month, the first on ${firstDueOn}`,
  renegotiates: 'It takes the place of the plan that runs today.',
  'interest-waiver': (amount) =>
    amount === undefined ? 'Waive all of the interest' : `Waive ${amount} of the interest`,
  'principal-reduction': (amount) => `Give up ${amount} of the principal for good`,
  interest: { running: 'Interest runs meanwhile.', waived: 'No interest meanwhile.' },
  why: 'Reason',
  limits: {
    deferralDaysMax: (limit) => `The authority reaches to ${limit} days in all.`,
    planMonthsMax: (limit) => `The authority reaches to ${limit} months.`,
    interestFreePlan: () => 'The authority is not for plans without interest.',
    waiveInstalmentFee: () => 'The authority is not for leaving out the fee for a plan.',
    waiveInterestMinorMax: (limit) => `The authority reaches to ${limit} of interest in each case.`,
    reducePrincipalMinorMax: (limit) => `The authority reaches to ${limit} of the principal in each case.`,
  },
};
