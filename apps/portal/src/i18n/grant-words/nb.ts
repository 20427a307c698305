/** What a creditor is asked to say yes to, in whole sentences. */
export const nb = {
  deferral: (days: string) => `Utsettelse i ${days} dager`,
  plan: (perMonth: string, firstDueOn: string) =>
    `Avdragsavtale med ${perMonth} i måneden, første gang ${firstDueOn}`,
  renegotiates: 'Tar plassen til avtalen som løper i dag.',
  'interest-waiver': (amount: string | undefined) =>
    amount === undefined ? 'Ettergi alle renter' : `Ettergi ${amount} av rentene`,
  'principal-reduction': (amount: string) => `Gi opp ${amount} av hovedstolen for godt`,
  interest: { running: 'Renter løper imens.', waived: 'Ingen renter imens.' } as Readonly<
    Record<string, string>
  >,
  why: 'Begrunnelse',
  limits: {
    deferralDaysMax: (limit) => `Fullmakten rekker til ${limit} dager i alt.`,
    planMonthsMax: (limit) => `Fullmakten rekker til ${limit} måneder.`,
    interestFreePlan: () => 'Fullmakten gjelder ikke avtaler uten renter.',
    waiveInstalmentFee: () => 'Fullmakten gjelder ikke å sløyfe gebyret for avtalen.',
    waiveInterestMinorMax: (limit) => `Fullmakten rekker til ${limit} i renter i hver sak.`,
    reducePrincipalMinorMax: (limit) => `Fullmakten rekker til ${limit} av hovedstolen i hver sak.`,
  } as Readonly<Record<string, (limit: string) => string>>,
};
