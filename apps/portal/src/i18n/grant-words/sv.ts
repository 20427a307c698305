import type { nb } from './nb.js';

export const sv: typeof nb = {
  deferral: (days) => `Anstånd i ${days} dagar`,
  plan: (perMonth, firstDueOn) => `Avbetalningsplan med ${perMonth} i månaden, första gången ${firstDueOn}`,
  renegotiates: 'Ersätter den plan som löper i dag.',
  'interest-waiver': (amount) =>
    amount === undefined ? 'Efterskänk all ränta' : `Efterskänk ${amount} av räntan`,
  'principal-reduction': (amount) => `Ge upp ${amount} av kapitalet för gott`,
  interest: { running: 'Räntan löper under tiden.', waived: 'Ingen ränta under tiden.' },
  why: 'Skäl',
  limits: {
    deferralDaysMax: (limit) => `Fullmakten räcker till ${limit} dagar sammanlagt.`,
    planMonthsMax: (limit) => `Fullmakten räcker till ${limit} månader.`,
    interestFreePlan: () => 'Fullmakten gäller inte planer utan ränta.',
    waiveInstalmentFee: () => 'Fullmakten gäller inte att slopa avgiften för planen.',
    waiveInterestMinorMax: (limit) => `Fullmakten räcker till ${limit} i ränta i varje ärende.`,
    reducePrincipalMinorMax: (limit) => `Fullmakten räcker till ${limit} av kapitalet i varje ärende.`,
  },
};
